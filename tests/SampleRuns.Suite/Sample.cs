using System.CommandLine;
using System.Text.Json;
using Querent.Emulator;

// The sample finds its deployment in the environment, of which a process has one.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace SampleRuns.Suite;

/// <summary>Runs the sample in this process, in a folder of its own, as its command line does. Its other part says which one.</summary>
internal sealed partial class Sample : IDisposable
{
    private static readonly string[] Variables =
        ["AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_DEPLOYMENT", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_API_VERSION", "OPENAI_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sample");
    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public Sample()
    {
        foreach (string name in Variables)
        {
            Environment.SetEnvironmentVariable(name, null);   // no test spends anyone's money
        }
    }

    public string OutputFile => Path.Combine(_folder.FullName, "out", "rows.jsonl");

    /// <summary>What it said on standard output.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What it said on standard error.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The rows that it wrote.</summary>
    public JsonElement[] Lines => [.. File.ReadAllText(OutputFile)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Sets an environment variable until the end of the test.</summary>
    public Sample With(string variable, string value)
    {
        Assert.Contains(variable, Variables);
        Environment.SetEnvironmentVariable(variable, value);
        return this;
    }

    /// <summary>Lets the sample find this emulator as its deployment.</summary>
    public Sample On(OpenAIEmulator emulator) => With("AZURE_OPENAI_ENDPOINT", emulator.Endpoint.ToString())
        .With("AZURE_OPENAI_DEPLOYMENT", emulator.Deployments[0])
        .With("AZURE_OPENAI_API_KEY", emulator.ApiKey);

    /// <summary>A path in the folder of the test.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Runs it and returns its exit code; its output goes to <see cref="OutputFile"/> unless the arguments say otherwise.</summary>
    public Task<int> RunAsync(params string[] args) => RunUntilAsync(args, TestContext.Current.CancellationToken);

    public async Task<int> RunUntilAsync(string[] args, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] all = args.Contains("--output") || args.Contains("--help") ? args : [.. args, "--output", OutputFile];
        int code = await Command.InvokeAsync(all, new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>Runs it with arguments that it has to refuse, in words for people and without a key.</summary>
    public async Task IsRefusedAsync(string expected, params string[] args)
    {
        int code = await RunAsync(args);
        Assert.Contains(expected, Error, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", Output + Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _folder.Delete(recursive: true);
    }
}
