namespace WsiDicomizer.Architecture.Tests;

/// <summary>A room (a project under src/): the floor it is on, the rooms and packages that it may use.</summary>
/// <param name="Name">Without the prefix <c>WsiDicomizer.</c>.</param>
/// <param name="Floor">1 is the ground floor.</param>
/// <param name="Uses">Rooms, all on lower floors.</param>
/// <param name="Packages">Packages beside the analyzers.</param>
internal sealed record Room(string Name, int Floor, string[] Uses, params string[] Packages)
{
    public string Project => House.Prefix + Name;
}

/// <summary>The table of the house. Where it is wrong, it changes together with the architecture's document.</summary>
internal static class House
{
    public const string Prefix = "WsiDicomizer.";

    /// <summary>The packages of every test project.</summary>
    public static readonly string[] TestPackages =
        ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio", "FsCheck"];

    public static readonly Room[] Rooms =
    [
        new("Dicom", 1, []),
        new("Imaging", 1, [], "QRCoder"),
        new("Slides", 2, ["Imaging", "Dicom"]),
        new("Deidentification", 2, ["Dicom"], "YamlDotNet", "System.Security.Cryptography.Pkcs"),
        new("SyntheticSlides", 2, ["Imaging"]),
        new("Conversion", 3, ["Slides", "Deidentification", "Dicom", "Imaging"]),
        new("InPlace", 3, ["Slides"]),
        new("Verification", 3, ["Slides", "Dicom", "Imaging"]),
        new("Pipeline", 4, ["Conversion", "InPlace", "Verification", "Slides", "Deidentification", "SyntheticSlides",
            "Dicom", "Imaging"]),
        new("Cli", 5, ["Pipeline", "Conversion", "InPlace", "Verification", "Slides", "Deidentification",
            "SyntheticSlides", "Dicom", "Imaging"], "System.CommandLine", "Spectre.Console"),
    ];

    /// <summary>Test projects that mirror no room, and the rooms that they may use.</summary>
    public static readonly Dictionary<string, string[]> OtherTestProjects = new(StringComparer.Ordinal)
    {
        ["WsiDicomizer.Architecture.Tests"] = [],
        ["WsiDicomizer.EndToEnd.Tests"] = ["Verification"],
        ["WsiDicomizer.Benchmarks"] = ["SyntheticSlides", "Slides", "Deidentification", "Dicom", "Imaging"],
        ["WsiDicomizer.Fuzz"] = [.. Rooms.Select(room => room.Name)],
    };

    /// <summary>The room of a project, or null.</summary>
    public static Room? Find(string project) =>
        Rooms.FirstOrDefault(room => string.Equals(room.Project, project, StringComparison.Ordinal));

    /// <summary>The room and all that it reaches: what may be mentioned in its code.</summary>
    public static HashSet<string> Reach(Room room)
    {
        var reach = new HashSet<string>(StringComparer.Ordinal) { room.Name };
        foreach (var used in room.Uses)
        {
            reach.UnionWith(Reach(Rooms.First(other => string.Equals(other.Name, used, StringComparison.Ordinal))));
        }

        return reach;
    }

    /// <summary>What a test project may reference: its room, what that reaches, and slides to test with.</summary>
    public static HashSet<string> ReachOfTests(string testProject)
    {
        if (OtherTestProjects.TryGetValue(testProject, out var listed))
        {
            return new HashSet<string>(listed, StringComparer.Ordinal);
        }

        const string Suffix = ".Tests";
        var isOfRoom = testProject.EndsWith(Suffix, StringComparison.Ordinal);
        var mirrored = isOfRoom ? Find(testProject[..^Suffix.Length]) : null;
        return mirrored is null
            ? new HashSet<string>(StringComparer.Ordinal)
            : new HashSet<string>(Reach(mirrored), StringComparer.Ordinal) { "SyntheticSlides", "Imaging" };
    }
}
