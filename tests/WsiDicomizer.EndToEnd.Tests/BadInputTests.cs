using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>
/// What cannot be converted: exit code 1, one clear message, the other inputs done, nothing half-written, the source
/// untouched.
/// </summary>
public class BadInputTests
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 26, 10, 0, 0, 0, 13, .. "IHDR"u8];

    [ToolTheory(Tools.Python)]
    [InlineData("truncated", "(?i)offset|end|byte")]
    [InlineData("tile-past-end", "(?i)offset|end|byte")]
    [InlineData("tile-cut", "(?i)tile")]
    [InlineData("tile-garbage", "(?i)tile|jpeg")]
    [InlineData("directory-loop", "(?i)loop|again|twice|directory")]
    [InlineData("huge-count", "(?i)offset|end|count|value")]
    [InlineData("no-spacing", "--mpp")]
    public void Convert_DamagedSlide_IsRefusedAndTheOtherIsDone(string damage, string reason)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["in"]);
        Tools.RunScript("damage.py", Cmu1.Slide, folder["in/damaged.svs"], damage);

        AssertRefusedBesideAGoodOne(folder, "damaged.svs", reason);
    }

    [SharedSlidesTheory]
    [InlineData("empty.svs", "", "(?i)empty")]
    [InlineData("letter.svs", "Dear colleague, this is no slide at all.", "(?i)no (?:known )?slide|not a|format")]
    [InlineData("half.svs", "II*", "(?i)offset|end|short|byte|format")]
    public void Convert_ForeignFile_IsRefusedAndTheOtherIsDone(string name, string content, string reason)
    {
        using var folder = new TempFolder();
        folder.Write($"in/{name}", System.Text.Encoding.ASCII.GetBytes(content));

        AssertRefusedBesideAGoodOne(folder, name, reason);
    }

    [SharedSlidesFact]
    public void Convert_DamagedPicture_IsRefusedAndTheOtherIsDone()
    {
        using var folder = new TempFolder();
        folder.Write("in/picture.png", Png);

        AssertRefusedBesideAGoodOne(folder, "picture.png", "the PNG");
    }

    [SharedSlidesTheory]
    [InlineData("generic-tiff/large_image-grey10kx5k.tif")]
    [InlineData("generic-tiff/wsic-CMU-1-Small-Region.jpeg.tiff")]
    public void Convert_TiffOfUnknownPixelSize_IsRefusedAndTheOtherIsDone(string tiff)
    {
        using var folder = new TempFolder();
        var name = Path.GetFileName(tiff);
        folder.Copy(SharedSlides.File(tiff), $"in/{name}");

        AssertRefusedBesideAGoodOne(folder, name, "does not say its pixel size.*--mpp");
    }

    [SharedSlidesFact]
    public void Convert_MissingSource_IsRefusedAndTheOtherIsDone()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["in"]);

        AssertRefusedBesideAGoodOne(folder, "missing.svs", "(?i)exist|not found|missing|no such");
    }

    [SharedSlidesFact]
    public void Convert_SlideWithoutSpacing_IsDoneWithMpp()
    {
        using var folder = new TempFolder();
        var text = File.ReadAllBytes(Cmu1.Slide);
        var slide = folder.Write("in/a.svs", Replace(text, "|MPP = "u8, "|QQQ = "u8));

        ConvertedFolder.Convert(slide, folder["out"], "--mpp", "0.5").AssertComplete();
    }

    [ToolFact(Slides = true)]
    public void Convert_SourceThatVanishesMidway_IsReportedAndTheOthersAreDone()
    {
        using var folder = new TempFolder();
        const int Slides = 40;
        string[] sources =
        [
            .. Enumerable.Range(1, Slides).Select(
                number => folder.Copy(SharedSlides.File("synthetic/aperio-classic-rgb.svs"), $"in/slide-{number}.svs")),
        ];
        using var running = ProcessRun.Launch(
            Wsidicomizer.Program, ["convert", .. sources, "-o", folder["out"], "--jobs", "1"]);
        Assert.True(running.WaitUntil(() => ConvertedFolder.AnyIn(folder["out"]), TimeSpan.FromMinutes(1)));
        File.Delete(sources[^1]);
        var run = running.Finish(TimeSpan.FromMinutes(2));

        Refusal.AssertClear(run, $"slide-{Slides}.svs", "(?i)exist|not found|missing|no such|vanish|gone");
        var converted = ConvertedFolder.InOutput(folder["out"]);
        Assert.Equal(Slides - 1, converted.Count);
        Assert.All(converted, slide => slide.AssertComplete());
    }

    /// <summary>The bad input, then a good one: the good one is done, and only the bad one is told of.</summary>
    private static void AssertRefusedBesideAGoodOne(TempFolder folder, string bad, string reason)
    {
        var good = folder.Copy(SharedSlides.File("aperio/openslide-python-small.svs"), "in/good.svs");
        var before = FolderContent.Read(folder["in"]);
        var time = File.GetLastWriteTimeUtc(good);

        var run = Wsidicomizer.Run("convert", folder[$"in/{bad}"], good, "-o", folder["out"]);

        Refusal.AssertClear(run, bad, reason);
        Assert.DoesNotContain("good.svs", run.Errors, StringComparison.Ordinal);
        ConvertedFolder.Single(folder["out"]).AssertComplete();
        Assert.Equal(before, FolderContent.Read(folder["in"]));
        Assert.Equal(time, File.GetLastWriteTimeUtc(good));
    }

    private static byte[] Replace(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> other)
    {
        var changed = bytes.ToArray();
        for (var at = changed.AsSpan().IndexOf(old); at >= 0; at = changed.AsSpan().IndexOf(old))
        {
            other.CopyTo(changed.AsSpan(at));
        }

        return changed;
    }
}
