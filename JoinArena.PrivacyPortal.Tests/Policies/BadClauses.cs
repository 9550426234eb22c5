using static JoinArena.PrivacyPortal.Tests.Policies.BadPolicy;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>Mistakes in clauses, and clauses that the text does not have.</summary>
internal static class BadClauses
{
    private const string Images = "data: [interview-image]";

    public static IEnumerable<BadPolicy> Clauses =>
        [
            InYaml(
                "a clause that is a word",
                "  - id: deletion\n",
                "  - deletion\n  - id: deletion\n",
                72,
                "an entry of 'clauses' has no keys"
            ),
            InYaml("a clause without an id", "  - id: deletion\n    en:", "  - en:", 72, "'id' is missing"),
            InYaml("an id that is no address", "id: deletion", "id: Deletion!", 72, "'Deletion!' is not a clause id"),
            InYaml("an id twice", "id: deletion", "id: agreement", 72, "there are two clauses 'agreement'"),
            InYaml(
                "a clause without words",
                "    en:\n      begins: If the Worker",
                "    de:\n      begins: If the Worker",
                72,
                "'en' is missing"
            ),
            InYaml(
                "a clause without a heading",
                "      heading: Companies that hire\n",
                "",
                47,
                "'heading' is missing"
            ),
            InYaml(
                "an empty note",
                "note: You can ask for deletion here at any time. When you ask, we tell you when you can expect an answer.",
                "note: ''",
                76,
                "'note' is empty"
            ),
            InYaml(
                "a clause that begins nowhere",
                "      begins: Images from the Worker's interview\n",
                "",
                24,
                "'begins' is missing"
            ),
            InYaml(
                "covers that is no list",
                "    covers:\n      - data: [external-profile]",
                "    covers:\n        data: [external-profile]",
                61,
                "'covers' has the wrong form"
            ),
            InYaml("an unknown kind of data", Images, "data: [selfie]", 28, "'selfie' is not a known data category"),
            InYaml(
                "an unknown kind of party",
                "with: [image-api]",
                "with: [printer]",
                29,
                "'printer' is not a known party kind"
            ),
            InYaml("an unknown purpose", "for: [photo-generation]", "for: [fun]", 30, "'fun' is not a known purpose"),
            InYaml(
                "an unknown direction",
                "direction: collected",
                "direction: sideways",
                64,
                "'sideways' is not a known direction"
            ),
            InYaml(
                "an unknown basis in law",
                "  - id: professional-photos\n",
                "  - id: professional-photos\n    basis: because\n",
                23,
                "'because' is not a known legal basis"
            ),
            InYaml(
                "a basis for nothing",
                "  - id: deletion\n",
                "  - id: deletion\n    basis: consent\n",
                73,
                "'deletion' has a 'basis' and covers nothing"
            ),
            InYaml("no data at all", Images, "data: []", 28, "'data' is empty"),
            InYaml(
                "the same data twice",
                Images,
                "data: [interview-image, interview-image]",
                28,
                "'interview-image' is listed twice in 'data'"
            ),
            InYaml("data that is no list", Images, "data: interview-image", 28, "'data' has the wrong form"),
            InYaml("data for nobody", "        with: [image-api]\n", "", 28, "'with' is missing"),
            InYaml(
                "a first version that replaces something",
                "id: deletion",
                "id: deletion\n    replaces: erasure",
                73,
                "replaces 'erasure' in the first version"
            ),
        ];
}
