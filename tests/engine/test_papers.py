"""Whose methods a graph uses: read from the choices that were made, not from the node alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine import papers
from engine.graph.document import Graph, Node
from engine.graph.nodes import choices, node_types
from engine.jobs.result import cited
from engine.papers import Paper, bibliography

ALL = [paper for paper in vars(papers).values() if isinstance(paper, Paper)]


@pytest.mark.parametrize(
    ("node", "settings", "expected"),
    [
        ("logit_fusion", {}, {papers.DYNAMIC_FUSION}),
        ("logit_fusion", {"strategy": "static"}, {papers.PROXY_TUNING}),
        ("logit_fusion", {"strategy": "contrastive"}, {papers.CONTRASTIVE_DECODING}),
        ("logit_fusion", {"strategy": "anti-expert"}, {papers.DEXPERTS}),
        ("logit_fusion", {"vocabularies": "union-top-k"}, {papers.DYNAMIC_FUSION, papers.TOP_K_UNION}),
        ("compare_representations", {}, {papers.CKA, papers.UNBIASED_HSIC}),
        ("compare_representations", {"measure": "cka-biased"}, {papers.CKA}),
        ("compare_representations", {"measure": "mutual-knn"}, {papers.PLATONIC}),
        ("stitch", {}, {papers.STARVATION, papers.REVISITING_STITCHING}),
        (
            "stitch",
            {"map": "procrustes"},
            {papers.STARVATION, papers.REVISITING_STITCHING, papers.ORTHOGONAL_PROCRUSTES},
        ),
        ("train_in_context", {"optimiser": "adam"}, {papers.PRECONDITIONED_DESCENT, papers.ADAM}),
        ("linear_transformer", {"parametrisation": "full"}, {papers.PRECONDITIONED_DESCENT, papers.CONTEXT_BY_DESCENT}),
        ("generate", {}, set()),
    ],
)
def test_the_papers_follow_the_choices(node: str, settings: dict[str, Any], expected: set[Paper]):
    assert set(node_types()[node].cited(settings)) == expected


def test_a_choice_that_has_no_say_cites_nothing():
    fusion = node_types()["logit_fusion"]
    assert [field.name for field, _ in fusion.in_force({"strategy": "contrastive"})] == ["strategy", "vocabularies"]
    assert "alpha" in [field.name for field, _ in fusion.in_force({"strategy": "static"})]


def test_every_way_to_combine_and_to_compare_has_its_paper():
    for node, setting in (("logit_fusion", "strategy"), ("compare_representations", "measure")):
        field = next(field for field in node_types()[node].fields if field.name == setting)
        assert set(field.about.papers) == set(choices(field.type)), node


def test_papers_stand_at_choices_that_there_are():
    for kind in node_types().values():
        for field in kind.fields:
            assert set(field.about.papers) <= set(choices(field.type)), (kind.id, field.name)


def test_help_names_the_choices_that_lead_to_a_paper():
    found = node_types()["logit_fusion"].all_papers()
    assert found[papers.CONTRASTIVE_DECODING] == ("Contrastive",)
    assert node_types()["stitch"].all_papers()[papers.STARVATION] == (), "the node's own, whatever is chosen"


def test_a_graph_cites_each_paper_once_with_all_who_follow_it():
    nodes = [
        Node("a", "logit_fusion", title="Fused"),
        Node("b", "logit_fusion", title="Fused again"),
        Node("c", "logit_fusion", settings={"strategy": "static"}, title="Proxy"),
        Node("d", "logit_fusion", settings={"strategy": "contrastive"}, bypassed=True),
        Node("e", "from_the_future"),
    ]
    assert cited(Graph(nodes={node.id: node for node in nodes})) == {
        papers.DYNAMIC_FUSION: ["Fused", "Fused again"],
        papers.PROXY_TUNING: ["Proxy"],
    }


def test_bibtex_has_every_field_and_a_key_of_its_own():
    assert papers.DYNAMIC_FUSION.bibtex() == (
        "@misc{fan2024giants,\n"
        "  author = {Fan, Chenghao and Lu, Zhenyi and Wei, Wei and Tian, Jie and Qu, Xiaoye and Chen, Dangyang and "
        "Cheng, Yu},\n"
        "  title = {{On Giant's Shoulders: Effortless Weak to Strong by Dynamic Logits Fusion}},\n"
        "  year = {2024},\n"
        "  howpublished = {NeurIPS 2024},\n"
        "  eprint = {2406.15480},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2406.15480}\n"
        "}\n"
    )
    whole = bibliography(tuple(ALL))
    keys = re.findall(r"@misc\{(.*),", whole)
    assert len(keys) == len(set(keys)) == len(ALL)
    assert all(re.fullmatch("[a-z]+[0-9]{4}[a-z]+", key) for key in keys)
    assert whole.count("{") == whole.count("}")


def test_every_paper_says_who_when_and_where():
    for paper in ALL:
        assert all("," in author for author in paper.authors), paper.title
        assert paper.venue or paper.url, paper.title
        assert not paper.arxiv or re.fullmatch(r"\d{4}\.\d{4,5}", paper.arxiv), paper.title
