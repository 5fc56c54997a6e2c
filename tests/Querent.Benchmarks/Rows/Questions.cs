namespace Querent.Benchmarks.Rows;

/// <summary>The templates: a question each about the same material, 1.2 kB when rendered. Their numbers keep all prompts apart.</summary>
internal static class Questions
{
    /// <summary>The most queries of a row.</summary>
    public const int Most = 12;

    private const string Material = """

        Case {{ Number }}: {{ Title }}
        Customer: {{ Customer }}, {{ Region }}. Opened: {{ Opened }}. Amount in dispute: {{ Amount }} EUR.
        <report>
        {{ Report }}
        </report>
        Judge only what the report says; do not guess what may have happened off the record.
        Give a score from 0 (not at all) to 10 (without fault), a rationale of one sentence that names the
        passage it rests on, and a verdict: "pass" from 6 up, "fail" below.
        """;

    public const string Q1 = "Question 1 on case {{ Number }}. Was the customer told the truth at every step, and told it in time?" + Material;
    public const string Q2 = "Question 2 on case {{ Number }}. Did the agent find the cause, or only what the customer saw of it?" + Material;
    public const string Q3 = "Question 3 on case {{ Number }}. Was everything promised that could be kept, and nothing that could not?" + Material;
    public const string Q4 = "Question 4 on case {{ Number }}. Would a stranger who reads the file know what is to be done next?" + Material;
    public const string Q5 = "Question 5 on case {{ Number }}. Was the tone that of one person to another, with no set phrases?" + Material;
    public const string Q6 = "Question 6 on case {{ Number }}. Was the customer asked for anything that we had on file already?" + Material;
    public const string Q7 = "Question 7 on case {{ Number }}. Were the deadlines of the policy kept, those of the weekend included?" + Material;
    public const string Q8 = "Question 8 on case {{ Number }}. Was the right department brought in, and no department too many?" + Material;
    public const string Q9 = "Question 9 on case {{ Number }}. Is the amount right, and can the file show how it was arrived at?" + Material;
    public const string Q10 = "Question 10 on case {{ Number }}. Was personal data kept to what the case needs, in mail and in notes?" + Material;
    public const string Q11 = "Question 11 on case {{ Number }}. Was the case closed for the right reason and at the right moment?" + Material;
    public const string Q12 = "Question 12 on case {{ Number }}. Is there a lesson for others in this case, and was it written down?" + Material;

    /// <summary>The templates in the order of the queries.</summary>
    public static IReadOnlyList<string> All { get; } = [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12];
}
