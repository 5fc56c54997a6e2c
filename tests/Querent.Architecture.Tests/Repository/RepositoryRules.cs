using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Querent.Architecture.Tests;

/// <summary>What holds for every file of the repository, so that a clone builds anywhere and in one way.</summary>
internal static partial class RepositoryRules
{
    private const string CentralVersions = "Directory.Packages.props";

    /// <summary>Each project that the solution does not hold, and so no build and no test run reaches.</summary>
    public static IEnumerable<string> ProjectsOutsideTheSolution(IEnumerable<TrackedFile> files, string solution)
        => from file in files
           where file.Path.EndsWith(".csproj", StringComparison.Ordinal) && TopLevel().IsMatch(file.Path)
           where !solution.Contains($"\"{file.Path.Replace('/', '\\')}\"", StringComparison.Ordinal)
           select $"{file.Path}:1: is not in Sdk.sln.";

    /// <summary>Each version of a package that is written anywhere but in the central file.</summary>
    public static IEnumerable<string> VersionsOutsideTheCentralFile(IEnumerable<TrackedFile> files)
        => from file in files
           where MSBuildFile().IsMatch(file.Name) && file.Name != CentralVersions
           from element in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants()
           where element.Name.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference"
           where element.Attributes().Select(attribute => attribute.Name.LocalName)
               .Concat(element.Elements().Select(child => child.Name.LocalName))
               .Any(name => name is "Version" or "VersionOverride")
           select $"{file.Path}:{((System.Xml.IXmlLineInfo)element).LineNumber}: a version belongs into {CentralVersions}.";

    /// <summary>Each path that only one machine has, and each host that packages come from.</summary>
    public static IEnumerable<string> MachinePathsAndRegistryHosts(IEnumerable<TrackedFile> files)
        => from file in files
           from line in file.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
           let match = MachinePath().Match(line.Text) is { Success: true } path ? path : RegistryHost().Match(line.Text)
           where match.Success
           select $"{file.Path}:{line.Number}: '{match.Value}' is a machine's path or a registry's host.";

    [GeneratedRegex("^(generators|src|tests|samples)/")]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"\.(csproj|props|targets)$")]
    private static partial Regex MSBuildFile();

    // Written so that this file does not match itself.
    [GeneratedRegex(@"(?<![\w./~*-])/(?:work|home|root|Users|tmp|mnt)/[\w.-]+|\b[A-Z]:[\\/]+Users\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(?:api\.|www\.)?nuget\.(?:org|cdn)\b|\bpkgs\.dev\.azure\b|\bmyget\.(?:org)\b|\b(?:registry\.)?npmjs\.(?:org|com)\b|\bpypi\.(?:org)\b|\bdeb\.debian\.(?:org)\b|\bproxy\.golang\.(?:org)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
