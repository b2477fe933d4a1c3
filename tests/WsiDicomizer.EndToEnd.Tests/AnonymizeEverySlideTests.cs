using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Every slide that there is, made up or shared, in its own format at level IV: OpenSlide shows the same tissue.</summary>
public sealed class AnonymizeEverySlideTests : IDisposable
{
    // More than a blank JPEG's rounding, less than any picture's.
    private const int MostSpread = 2;

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Vendors =>
    [
        "aperio", "hamamatsu", "hamamatsu-vms", "philips", "leica", "ventana", "ome-tiff", "generic-tiff", "zeiss", "huron",
        "trestle", "qptiff", "mirax", "plain-image", "isyntax",
    ];

    public static TheoryData<string> SharedFolders => ["aperio", "generic-tiff", "ome-tiff", "synthetic"];

    public void Dispose() => _folder.Dispose();

    [ToolTheory(Tools.Python, "openslide-show-properties", Slides = false)]
    [MemberData(nameof(Vendors))]
    public void Anonymize_EverySyntheticSlide_LooksTheSameAndHoldsNoPlantedValue(string vendor)
    {
        Wsidicomizer.RunWell("synth", vendor, "-o", _folder["slides"], "--size", "700x500", "--seed", "3");
        var slides = Directory.EnumerateFiles(_folder["slides"], "*.answers.json")
            .Select(key => key[..^".answers.json".Length]).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(slides);
        Assert.All(slides, slide =>
        {
            var written = Check(slide);
            var output = Path.GetDirectoryName(written)!;
            Assert.All(
                Directory.EnumerateFileSystemEntries(output, "*", SearchOption.AllDirectories),
                path => Assert.DoesNotContain("DOE", Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
            AssertNothingPlanted(slide, output);
        });
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [MemberData(nameof(SharedFolders))]
    public void Anonymize_EverySharedSlide_LooksTheSame(string folder)
    {
        var slides = Directory.EnumerateFiles(SharedSlides.File(folder), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".svs" or ".tif" or ".tiff" or ".ndpi" or ".scn" or ".mrxs" or ".bif" or ".vms")
            .Where(path => !path.EndsWith("-unreadable.svs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(slides);
        Assert.All(slides, slide => Check(slide));
    }

    private static void AssertNothingPlanted(string slide, string output)
    {
        var values = PlantedValues.Searchable(slide)
            .SelectMany(value => new[] { System.Text.Encoding.UTF8.GetBytes(value), System.Text.Encoding.Unicode.GetBytes(value) })
            .ToList();
        Assert.All(Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories), path =>
        {
            var bytes = File.ReadAllBytes(path);
            Assert.Equal(0, values.Count(value => bytes.AsSpan().IndexOf(value) >= 0));
        });
    }

    private string Check(string slide)
    {
        var output = _folder[Path.GetFileName(slide) + ".out"];
        var run = Wsidicomizer.RunWell("anonymize", slide, "-o", output, "--sidecars", "remove", "--json");
        using var line = JsonDocument.Parse(run.Output);
        var name = line.RootElement.GetProperty("name").GetString()!;
        var written = Path.Combine(output, name, line.RootElement.GetProperty("files")[0].GetString()!);
        Assert.Equal(new FileInfo(slide).Length, new FileInfo(written).Length);

        using var seen = JsonDocument.Parse(Tools.RunScript("anonymized.py", slide, written));
        var root = seen.RootElement;
        if (!root.GetProperty("known").GetBoolean())
        {
            Assert.True(root.GetProperty("stillUnknown").GetBoolean());
            return written;
        }

        Assert.False(root.TryGetProperty("error", out _), root.ToString());
        Assert.Equal(root.GetProperty("vendors")[0].GetString(), root.GetProperty("vendors")[1].GetString());
        Assert.Equal(root.GetProperty("levels")[0].ToString(), root.GetProperty("levels")[1].ToString());
        Assert.Equal(0, root.GetProperty("differentPixels").GetInt32());
        Assert.All(root.GetProperty("spread").EnumerateObject(), picture =>
            Assert.True(picture.Value.GetInt32() <= MostSpread, $"{picture.Name} shows something"));
        return written;
    }
}
