using System.Text.Json;

[assembly: AssemblyFixture(typeof(Querent.Packaging.Tests.Packages))]

namespace Querent.Packaging.Tests;

/// <summary>
/// The packages, packed once into a folder of their own under a version that no cache has seen. Nothing is written into
/// the repository, and what is restored from here is taken out of the packages folder again at the end.
/// </summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("querent-packaging-");
    private readonly HashSet<string> _restoredTo = [];

    /// <summary>The version of this run's packages.</summary>
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>The folder that holds them.</summary>
    public string Folder => Path.Combine(_root.FullName, "artifacts", "package", "release");

    /// <summary>The path of a package.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="extension">Its kind: the package or its symbols.</param>
    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{Version}.{extension}");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (string project in (string[])["Querent", "Querent.AzureOpenAI", "Querent.Caching", "Querent.Emulator", "Querent.Extensions.AI", "Querent.Hosting", "Querent.Journal.PostgreSql", "Querent.Journal.Sqlite", "Querent.Testing"])
        {
            CommandResult pack = await CommandLine.DotNetAsync(
                RepositoryRoot(),
                ["pack", $"src/{project}", "-warnaserror", "--artifacts-path", Path.Combine(_root.FullName, "artifacts"), $"-p:Version={Version}"],
                CancellationToken.None);
            pack.Succeeded();
        }
    }

    /// <summary>Writes a project outside of the repository that takes packages from <see cref="Folder"/>.</summary>
    /// <param name="source">The file under <c>Consumers/</c> that is its program.</param>
    /// <param name="packages">The packages that it refers to, and nothing else.</param>
    internal Consumer WriteConsumer(string source, params string[] packages)
    {
        DirectoryInfo folder = _root.CreateSubdirectory($"{Path.GetFileNameWithoutExtension(source)}-{Guid.NewGuid():N}");
        return Consumer.Write(this, folder.FullName, source, packages);
    }

    /// <summary>Remembers where a restore of these packages put them.</summary>
    internal void RestoredBy(string assetsFile)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        lock (_restoredTo)
        {
            _restoredTo.UnionWith(assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        IEnumerable<string> restored =
            from folder in _restoredTo
            from id in (string[])["querent", "querent.azureopenai", "querent.caching", "querent.emulator", "querent.extensions.ai", "querent.hosting"]
            select Path.Combine(folder, id, Version);
        foreach (string folder in restored.Append(_root.FullName).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    internal static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Sdk.sln in a folder above {AppContext.BaseDirectory}.");
    }
}
