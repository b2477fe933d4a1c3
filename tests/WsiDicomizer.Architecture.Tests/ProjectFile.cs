using System.Xml.Linq;

namespace WsiDicomizer.Architecture.Tests;

/// <summary>What a project file (or a props file) says, read as XML.</summary>
internal sealed record ProjectFile
{
    /// <summary>Its name without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>Its path in the repository.</summary>
    public required string Path { get; init; }

    /// <summary>The names of the referenced projects.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>The names of the referenced packages.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>References that state a version of their own.</summary>
    public required IReadOnlyList<string> OwnVersions { get; init; }

    /// <summary>The warnings that it switches off.</summary>
    public required IReadOnlyList<string> NoWarn { get; init; }

    /// <summary>Versions given for packages (in a props file).</summary>
    public required IReadOnlyDictionary<string, string> CentralVersions { get; init; }

    public static ProjectFile Parse(RepositoryFile file)
    {
        var root = XDocument.Parse(file.Text).Root!;
        var packages = root.Descendants("PackageReference").ToList();
        return new ProjectFile
        {
            Name = file.Name[..file.Name.LastIndexOf('.')],
            Path = file.Path,
            References = [.. root.Descendants("ProjectReference").Select(Include).Select(NameOfProject)],
            Packages = [.. packages.Select(Include)],
            OwnVersions = [.. packages.Where(HasVersion).Select(Include)],
            NoWarn = [.. root.Descendants("NoWarn").SelectMany(Warnings)],
            CentralVersions = root.Descendants("PackageVersion")
                .ToDictionary(Include, item => item.Attribute("Version")?.Value ?? "", StringComparer.Ordinal),
        };
    }

    private static IEnumerable<string> Warnings(XElement element) =>
        element.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool HasVersion(XElement item) =>
        item.Attributes().Any(attribute => attribute.Name.LocalName is "Version" or "VersionOverride")
        || item.Elements().Any(element => element.Name.LocalName is "Version" or "VersionOverride");

    private static string Include(XElement item) => item.Attribute("Include")?.Value ?? "";

    private static string NameOfProject(string path) =>
        System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
