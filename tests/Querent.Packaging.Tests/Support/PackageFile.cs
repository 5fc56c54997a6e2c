using System.IO.Compression;
using System.Xml.Linq;

namespace Querent.Packaging.Tests;

/// <summary>A package as what it is: a zip file with a manifest.</summary>
internal sealed class PackageFile : IDisposable
{
    private readonly ZipArchive _zip;

    private PackageFile(ZipArchive zip) => _zip = zip;

    /// <summary>Opens a package.</summary>
    public static PackageFile Open(string path) => new(ZipFile.OpenRead(path));

    /// <summary>The files that its author put into it, in order.</summary>
    public IEnumerable<string> Files => _zip.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
            && name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The elements of its manifest that have a name.</summary>
    public IEnumerable<XElement> Manifest(string element)
    {
        using Stream manifest = _zip.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return [.. XDocument.Load(manifest).Descendants().Where(candidate => candidate.Name.LocalName == element)];
    }

    /// <summary>A file's bytes.</summary>
    public byte[] Read(string file)
    {
        using Stream stream = _zip.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();
}
