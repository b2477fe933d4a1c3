using System.Text.Json;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>What <c>convert</c> made of one slide: the folder with the slide's pseudonym as its name.</summary>
internal sealed class ConvertedFolder
{
    private Dictionary<string, Dictionary<string, string>>? _described;

    public ConvertedFolder(string path) => Path = path;

    public string Path { get; }

    public string Pseudonym => System.IO.Path.GetFileName(Path);

    public IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFileSystemEntries(Path).Select(NameOf).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Instances =>
        [.. Names.Where(name => name.EndsWith(".dcm", StringComparison.Ordinal)).Select(File)];

    /// <summary>Converts one slide and finds its folder.</summary>
    public static ConvertedFolder Convert(string slide, string output, params string[] options)
    {
        Wsidicomizer.RunWell(["convert", slide, "-o", output, .. options]);
        return Single(output);
    }

    /// <summary>The only folder of an output folder that holds nothing else.</summary>
    public static ConvertedFolder Single(string output) => Assert.Single(InOutput(output));

    /// <summary>Whether a finished slide stands there; what is in the making has a hidden name.</summary>
    public static bool AnyIn(string output) =>
        Directory.Exists(output) && Directory.EnumerateDirectories(output).Any(path => NameOf(path)[0] != '.');

    /// <summary>The slides' folders of an output folder, which may hold nothing else, hidden or not.</summary>
    public static List<ConvertedFolder> InOutput(string output)
    {
        var entries = Directory.EnumerateFileSystemEntries(output, "*", new EnumerationOptions { AttributesToSkip = 0 })
            .Order(StringComparer.Ordinal).ToList();
        Assert.All(entries, entry => Assert.True(Directory.Exists(entry), $"{entry} is no folder of a slide"));
        return [.. entries.Select(entry => new ConvertedFolder(entry))];
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>What pydicom reads in an instance: keyword and value.</summary>
    public IReadOnlyDictionary<string, string> Describe(string name)
    {
        _described ??= JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(
            Tools.RunScript("describe.py", [.. Instances]))!;
        return _described[name];
    }

    /// <summary>It is finished: a report, instances that end where they should, nothing else.</summary>
    public void AssertComplete()
    {
        Assert.Contains("report.json", Names);
        Assert.Contains(Names, name => name is "volume-0.dcm" or "volume-0-1.dcm");
        Assert.All(Names, name => Assert.Matches(
            @"^(?:(?:volume-\d+(?:-\d+)?|thumbnail|label|overview)\.dcm|report\.json)$", name));
        using var report = JsonDocument.Parse(System.IO.File.ReadAllBytes(File("report.json")));
        Assert.Equal(JsonValueKind.Object, report.RootElement.ValueKind);
        foreach (var instance in Instances)
        {
            Assert.NotEmpty(InstanceFrames.Read(instance));
        }
    }

    private static string NameOf(string path) => System.IO.Path.GetFileName(path);
}
