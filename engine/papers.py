"""Whose methods these are: every paper that a node or a choice can name, each once.

A node names the papers it always follows (`papers=` of `node`), a choice those that it alone follows (`papers=` of its
`Setting`). Help pages, reports and BibTeX all read them there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SMALL = {"a", "an", "the", "on", "of", "for", "in", "and", "what", "how"}
"Words that tell no paper from another."


@dataclass(frozen=True)
class Paper:
    """authors: "Family, Given" each. venue: journal or proceedings, with volume and pages. arxiv, doi: bare numbers."""

    authors: tuple[str, ...]
    year: int
    title: str
    venue: str = ""
    arxiv: str = ""
    doi: str = ""

    @property
    def words(self) -> str:
        """As it stands in a list of references."""
        families = ", ".join(author.partition(",")[0] for author in self.authors)
        where = ". ".join(part for part in (self.venue, self.locator) if part)
        return f"{families} ({self.year}): {self.title}. {where}"

    @property
    def locator(self) -> str:
        """What `url` leads to, in words: “arXiv:2406.15480”."""
        return f"arXiv:{self.arxiv}" if self.arxiv else f"doi:{self.doi}" if self.doi else ""

    @property
    def url(self) -> str:
        """Where it can be read; "" where that is not known."""
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def key(self) -> str:
        """Its name in BibTeX, such as fan2024giants."""
        words = re.findall("[a-z]+", _ascii(self.title).lower().replace("'", ""))
        first = next((word for word in words if word not in _SMALL), "")
        return re.sub("[^a-z]", "", _ascii(self.authors[0].partition(",")[0]).lower()) + f"{self.year}{first}"

    def bibtex(self) -> str:
        """An entry that LaTeX takes as it is."""
        fields = {"author": " and ".join(self.authors), "title": f"{{{self.title}}}", "year": str(self.year)}
        fields |= {"howpublished": self.venue} if self.venue else {}
        fields |= {"eprint": self.arxiv, "archiveprefix": "arXiv"} if self.arxiv else {}
        fields |= {"doi": self.doi} if self.doi else {}
        fields |= {"url": self.url} if self.url else {}
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}\n}}\n"


def bibliography(papers: tuple[Paper, ...]) -> str:
    """The entries of several papers as one .bib file, by key."""
    return "\n".join(paper.bibtex() for paper in sorted(papers, key=lambda paper: paper.key))


def _ascii(words: str) -> str:
    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()


# Combining models while they speak

DYNAMIC_FUSION = Paper(
    ("Fan, Chenghao", "Lu, Zhenyi", "Wei, Wei", "Tian, Jie", "Qu, Xiaoye", "Chen, Dangyang", "Cheng, Yu"),
    2024,
    "On Giant's Shoulders: Effortless Weak to Strong by Dynamic Logits Fusion",
    "NeurIPS 2024",
    "2406.15480",
)
PROXY_TUNING = Paper(
    ("Liu, Alisa", "Han, Xiaochuang", "Wang, Yizhong", "Tsvetkov, Yulia", "Choi, Yejin", "Smith, Noah A."),
    2024,
    "Tuning Language Models by Proxy",
    "COLM 2024",
    "2401.08565",
)
CONTRASTIVE_DECODING = Paper(
    (
        "Li, Xiang Lisa", "Holtzman, Ari", "Fried, Daniel", "Liang, Percy", "Eisner, Jason", "Hashimoto, Tatsunori",
        "Zettlemoyer, Luke", "Lewis, Mike",
    ),
    2023,
    "Contrastive Decoding: Open-ended Text Generation as Optimization",
    "ACL 2023",
    "2210.15097",
)  # fmt: skip
DEXPERTS = Paper(
    (
        "Liu, Alisa", "Sap, Maarten", "Lu, Ximing", "Swayamdipta, Swabha", "Bhagavatula, Chandra", "Smith, Noah A.",
        "Choi, Yejin",
    ),
    2021,
    "DExperts: Decoding-Time Controlled Text Generation with Experts and Anti-Experts",
    "ACL 2021",
    "2105.03023",
)  # fmt: skip
OPINION_POOL = Paper(
    ("Stone, Mervyn",), 1961, "The Opinion Pool", "The Annals of Mathematical Statistics 32(4), 1339-1342"
)
PRODUCTS_OF_EXPERTS = Paper(
    ("Hinton, Geoffrey E.",),
    2002,
    "Training Products of Experts by Minimizing Contrastive Divergence",
    "Neural Computation 14(8), 1771-1800",
)
TOP_K_UNION = Paper(
    (
        "Yao, Yuxuan", "Wu, Han", "Liu, Mingyang", "Luo, Sichun", "Han, Xiongwei", "Liu, Jie", "Guo, Zhijiang",
        "Song, Linqi",
    ),
    2025,
    "Determine-Then-Ensemble: Necessity of Top-k Union for Large Language Model Ensembling",
    "ICLR 2025",
    "2410.03777",
)  # fmt: skip
TOKEN_CLASSES = Paper(
    ("Yu, Yao-Ching", "Kuo, Chun-Chih", "Ye, Ziqi", "Chang, Yu-Cheng", "Li, Yueh-Se"),
    2024,
    "Breaking the Ceiling of the LLM Community by Treating Token Generation as a Classification for Ensembling",
    "Findings of EMNLP 2024",
    "2406.12585",
)

# Stitching

STARVATION = Paper(
    ("Baek, David D.", "Li, Yuxiao", "Tegmark, Max"),
    2024,
    "Generalization from Starvation: Hints of Universality in LLM Knowledge Graph Learning",
    "",
    "2410.08255",
)
REVISITING_STITCHING = Paper(
    ("Bansal, Yamini", "Nakkiran, Preetum", "Barak, Boaz"),
    2021,
    "Revisiting Model Stitching to Compare Neural Representations",
    "NeurIPS 2021",
    "2106.07682",
)
ORTHOGONAL_PROCRUSTES = Paper(
    ("Schönemann, Peter H.",),
    1966,
    "A Generalized Solution of the Orthogonal Procrustes Problem",
    "Psychometrika 31(1), 1-10",
)
REDUCED_RANK = Paper(
    ("Izenman, Alan Julian",),
    1975,
    "Reduced-Rank Regression for the Multivariate Linear Model",
    "Journal of Multivariate Analysis 5(2), 248-264",
)

# Looking inside

CKA = Paper(
    ("Kornblith, Simon", "Norouzi, Mohammad", "Lee, Honglak", "Hinton, Geoffrey"),
    2019,
    "Similarity of Neural Network Representations Revisited",
    "ICML 2019",
    "1905.00414",
)
UNBIASED_HSIC = Paper(
    ("Song, Le", "Smola, Alex", "Gretton, Arthur", "Bedo, Justin", "Borgwardt, Karsten"),
    2012,
    "Feature Selection via Dependence Maximization",
    "Journal of Machine Learning Research 13, 1393-1434",
)
PLATONIC = Paper(
    ("Huh, Minyoung", "Cheung, Brian", "Wang, Tongzhou", "Isola, Phillip"),
    2024,
    "The Platonic Representation Hypothesis",
    "ICML 2024",
    "2405.07987",
)
PROCRUSTES_DISTANCE = Paper(
    ("Ding, Frances", "Denain, Jean-Stanislas", "Steinhardt, Jacob"),
    2021,
    "Grounding Representation Similarity with Statistical Testing",
    "NeurIPS 2021",
    "2108.01661",
)
PRINCIPAL_COMPONENTS = Paper(
    ("Pearson, Karl",),
    1901,
    "On Lines and Planes of Closest Fit to Systems of Points in Space",
    "Philosophical Magazine 2(11), 559-572",
)

# Learning in context

PRECONDITIONED_DESCENT = Paper(
    ("Ahn, Kwangjun", "Cheng, Xiang", "Daneshmand, Hadi", "Sra, Suvrit"),
    2023,
    "Transformers learn to implement preconditioned gradient descent for in-context learning",
    "NeurIPS 2023",
    "2306.00297",
)
CONTEXT_BY_DESCENT = Paper(
    (
        "von Oswald, Johannes", "Niklasson, Eyvind", "Randazzo, Ettore", "Sacramento, João", "Mordvintsev, Alexander",
        "Zhmoginov, Andrey", "Vladymyrov, Max",
    ),
    2023,
    "Transformers Learn In-Context by Gradient Descent",
    "ICML 2023",
    "2212.07677",
)  # fmt: skip
FUNCTION_CLASSES = Paper(
    ("Garg, Shivam", "Tsipras, Dimitris", "Liang, Percy", "Valiant, Gregory"),
    2022,
    "What Can Transformers Learn In-Context? A Case Study of Simple Function Classes",
    "NeurIPS 2022",
    "2208.01066",
)
LBFGS = Paper(
    ("Liu, Dong C.", "Nocedal, Jorge"),
    1989,
    "On the Limited Memory BFGS Method for Large Scale Optimization",
    "Mathematical Programming 45, 503-528",
)
ADAM = Paper(
    ("Kingma, Diederik P.", "Ba, Jimmy"), 2015, "Adam: A Method for Stochastic Optimization", "ICLR 2015", "1412.6980"
)
