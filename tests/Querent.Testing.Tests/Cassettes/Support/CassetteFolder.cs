namespace Querent.Testing.Tests;

/// <summary>A folder for the cassettes of one test.</summary>
internal sealed class CassetteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("querent-cassettes-");

    /// <summary>As on a developer's machine, wherever the suite runs.</summary>
    public static CassetteOptions AtHome { get; } = new() { IsContinuousIntegration = false };

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name).Order(StringComparer.Ordinal);

    public string Text(string name = "a.json") => File.ReadAllText(this[name]);

    public void Dispose() => _folder.Delete(recursive: true);
}
