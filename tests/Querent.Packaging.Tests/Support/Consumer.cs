namespace Querent.Packaging.Tests;

/// <summary>A user's project: a console program that refers to packages only.</summary>
internal sealed class Consumer
{
    private readonly Packages _packages;
    private readonly string _folder;

    private Consumer(Packages packages, string folder)
    {
        _packages = packages;
        _folder = folder;
    }

    /// <summary>Writes the project's files.</summary>
    public static Consumer Write(Packages packages, string folder, string source, IEnumerable<string> references)
    {
        string items = string.Join("\n    ", references.Select(id => $"""<PackageReference Include="{id}" Version="{packages.Version}" />"""));
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        // Added to the sources that the machine has already, under which the other packages are found.
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packages.Folder}" />
              </packageSources>
            </configuration>
            """);
        // The end of the search for settings: nothing above this folder counts.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumers", source), Path.Combine(folder, source));
        return new Consumer(packages, folder);
    }

    /// <summary>Writes a file of the project's, in place of an older one.</summary>
    public void WriteFile(string path, string text)
    {
        string full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Builds it.</summary>
    public Task<CommandResult> BuildAsync(CancellationToken cancellationToken, params string[] options)
        => DotNetAsync(["build", "--output", "built", .. options], cancellationToken);

    /// <summary>Mends all that a rule says of it by the rule's code fix.</summary>
    public Task<CommandResult> FormatAsync(string rule, CancellationToken cancellationToken)
        => DotNetAsync(["format", "analyzers", "--diagnostics", rule, "--severity", "error", "--no-restore"], cancellationToken);

    /// <summary>Publishes it as a native program.</summary>
    public Task<CommandResult> PublishNativeAsync(string linker, CancellationToken cancellationToken)
        => DotNetAsync(["publish", "-p:PublishAot=true", "-p:TrimmerSingleWarn=false", $"-p:CppCompilerAndLinker={linker}", "--output", "native"], cancellationToken);

    /// <summary>Runs what <see cref="BuildAsync"/> made.</summary>
    public Task<CommandResult> RunBuiltAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
        => CommandLine.RunAsync("dotnet", _folder, [Path.Combine(_folder, "built", "Consumer.dll")], environment, cancellationToken);

    /// <summary>The program that <see cref="PublishNativeAsync"/> made.</summary>
    public string NativeProgram => Path.Combine(_folder, "native", "Consumer");

    /// <summary>Runs what <see cref="PublishNativeAsync"/> made.</summary>
    public Task<CommandResult> RunNativeAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
        => CommandLine.RunAsync(NativeProgram, _folder, [], environment, cancellationToken);

    private async Task<CommandResult> DotNetAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        CommandResult result = await CommandLine.DotNetAsync(_folder, arguments, cancellationToken);
        string assets = Path.Combine(_folder, "obj", "project.assets.json");
        if (File.Exists(assets))
        {
            _packages.RestoredBy(assets);
        }

        return result;
    }
}
