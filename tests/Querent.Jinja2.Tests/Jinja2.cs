using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Querent.Jinja2.Tests;

/// <summary>Renders templates by Jinja2 itself, in a Python of its own.</summary>
internal static class Jinja2
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    /// <summary>Why there is no Jinja2 here; null when there is.</summary>
    public static string? Missing => Obstacle.Value;

    /// <summary>For each input the prompts of all templates; an error's text, in angle brackets, stands for one that failed.</summary>
    public static async Task<IReadOnlyList<string[]>> RenderAsync(IReadOnlyList<string> templates, IReadOnlyList<JsonObject> inputs, CancellationToken cancellationToken)
    {
        var job = new JsonObject
        {
            ["templates"] = new JsonArray([.. templates.Select(template => JsonValue.Create(template))]),
            ["files"] = new JsonObject(PromptFiles.All.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
            ["inputs"] = new JsonArray([.. inputs.Select(input => input.DeepClone())]),
        };
        using Process python = Start(Path.Combine(AppContext.BaseDirectory, "render.py"));
        Task<string> output = python.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = python.StandardError.ReadToEndAsync(cancellationToken);
        await python.StandardInput.WriteAsync(job.ToJsonString().AsMemory(), cancellationToken);
        python.StandardInput.Close();
        await python.WaitForExitAsync(cancellationToken);
        Assert.True(python.ExitCode == 0, await errors);
        return [.. JsonDocument.Parse(await output).RootElement.EnumerateArray().Select(prompts => prompts.EnumerateArray().Select(Text).ToArray())];
    }

    private static string Text(JsonElement prompt)
        => prompt.ValueKind == JsonValueKind.String ? prompt.GetString()! : $"<{prompt.GetProperty("error").GetString()}>";

    private static string? FindObstacle()
    {
        try
        {
            using Process python = Start("-c", "import jinja2");
            python.StandardInput.Close();
            python.StandardError.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? null : "python3 has no jinja2 here: apt-get install python3-jinja2";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no python3 here: apt-get install python3-jinja2";
        }
    }

    private static Process Start(params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo("python3", arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["PYTHONIOENCODING"] = "utf-8" },
    })!;
}
