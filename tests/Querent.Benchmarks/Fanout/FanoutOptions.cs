using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>The options of <c>fanout</c>, and what they come to.</summary>
internal static class FanoutOptions
{
    public const string KeyVariable = "AZURE_OPENAI_API_KEY";

    public static readonly Option<int> Rounds = Options.Whole("--rounds", 1, least: 1, "How many runs of each transport, in turns; the medians count.");

    private static readonly Option<string> Endpoint = CreateEndpoint();
    private static readonly Option<string> DeploymentName = Options.Text("--deployment", Deployment.DefaultName, "NAME", "The deployment.");
    private static readonly Option<string> Key = Options.Text("--key", "", "KEY", $"The key; {KeyVariable} when left out, or else the emulator's.");
    private static readonly Option<string> ApiVersion = Options.Text("--api-version", Deployment.DefaultApiVersion, "V", "Azure's API version, in the dated form of the URL.");
    private static readonly Option<bool> V1 = new("--v1") { Description = "Use the v1 form of the URL, which takes no version." };
    private static readonly Option<int> Rows = Options.Whole("--rows", 50_000, least: 1, "Rows that are measured.");
    private static readonly Option<int> Queries = CreateQueries();
    private static readonly Option<int> Concurrency = Options.Whole("--concurrency", 64, least: 1, "Queries in flight at a time.");
    private static readonly Option<int> Warm = Options.Whole("--warm", 20_000, least: 0, "Rows before the measurement; with fewer, the compiler is measured too.");
    private static readonly Option<string> Transport = CreateTransport();
    private static readonly Option<bool> Allocations = new("--allocations") { Description = "Also print, on standard error, what types the memory went to; disturbs the other figures." };

    public static IReadOnlyList<Option> All { get; } = [Endpoint, DeploymentName, Key, ApiVersion, V1, Rows, Queries, Concurrency, Warm, Transport, Rounds, Allocations];

    public static FanoutPlan PlanOf(ParseResult options) => new(
        new Deployment(
            new Uri(options.GetRequiredValue(Endpoint)),
            options.GetRequiredValue(DeploymentName),
            KeyOf(options.GetRequiredValue(Key)),
            options.GetValue(V1) ? null : options.GetRequiredValue(ApiVersion)),
        Questionnaire.Of(options.GetValue(Queries)),
        options.GetValue(Warm),
        options.GetValue(Rows),
        options.GetValue(Concurrency),
        options.GetValue(Allocations));

    public static FanoutTransport[] TransportsOf(ParseResult options)
        => [.. Named(options.GetRequiredValue(Transport)).Select(name => FanoutTransport.All.Single(transport => transport.Name == name))];

    /// <summary>The arguments with which the program runs the same plan with one transport; the key is left to the environment.</summary>
    public static IEnumerable<string> ArgumentsFor(FanoutPlan plan, FanoutTransport transport) =>
    [
        FanoutCommand.Name,
        Endpoint.Name, plan.Deployment.Endpoint.AbsoluteUri,
        DeploymentName.Name, plan.Deployment.Name,
        .. plan.Deployment.ApiVersion is { } version ? [ApiVersion.Name, version] : new[] { V1.Name },
        Rows.Name, Number(plan.Rows),
        Queries.Name, Number(plan.Questionnaire.Queries),
        Concurrency.Name, Number(plan.Concurrency),
        Warm.Name, Number(plan.WarmRows),
        Transport.Name, transport.Name,
        .. plan.SampleAllocations ? new[] { Allocations.Name } : [],
    ];

    private static string KeyOf(string given)
        => given.Length > 0 ? given : Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : Deployment.EmulatorKey;

    private static Option<string> CreateEndpoint()
    {
        Option<string> option = Options.Text("--endpoint", null, "URL", "The resource's address, such as that of an emulator: http://127.0.0.1:PORT.");
        option.Validators.Add(result =>
        {
            if (Text(result) is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"))
            {
                result.AddError($"--endpoint takes an address like http://127.0.0.1:5000, not '{text}'.");
            }
        });
        return option;
    }

    private static Option<int> CreateQueries()
    {
        Option<int> option = Options.Whole("--queries", 4, least: 1, "Queries of a row: 1, 4 or 12.");
        option.Validators.Add(result =>
        {
            if (int.TryParse(Text(result), out int queries) && queries > 0 && !Questionnaire.Sizes.Contains(queries))
            {
                result.AddError($"--queries takes {string.Join(", ", Questionnaire.Sizes)}: there is a row type for each of these, and none for {queries}.");
            }
        });
        return option;
    }

    private static Option<string> CreateTransport()
    {
        string[] names = [.. FanoutTransport.All.Select(transport => transport.Name)];
        string meanings = string.Join(" ", FanoutTransport.All.Select(transport => $"{transport.Name}: {transport.Description}."));
        Option<string> option = Options.Text("--transport", FanoutTransport.Direct, string.Join('|', names), $"{meanings} Several, with commas between them, run in turns, a process a run.");
        option.Validators.Add(result =>
        {
            string[] given = Text(result) is { } text ? Named(text) : [];
            foreach (string name in given.Distinct())
            {
                if (!names.Contains(name))
                {
                    result.AddError($"--transport takes {string.Join(", ", names[..^1])} or {names[^1]}, or several with commas between them, not '{name}'.");
                }
                else if (given.Count(other => other == name) > 1)
                {
                    result.AddError($"--transport names {name} more than once; for several runs of it, use --rounds.");
                }
            }
        });
        return option;
    }

    private static string[] Named(string transports) => transports.Split(',');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Text(OptionResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : null;
}
