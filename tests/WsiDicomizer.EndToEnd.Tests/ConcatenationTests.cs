using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>--max-instance-size</c>: parts that other programs check, join and take.</summary>
public sealed class ConcatenationTests(Cmu1 cmu1, ConcatenationTests.Split split)
    : IClassFixture<Cmu1>, IClassFixture<ConcatenationTests.Split>
{
    // The dciodvfy of Debian 12 counts the frames of one file, also where PS3.3 C.7.6.17.3 counts those of all parts.
    private const string FramesOfOneFile =
        "Error - NumberOfFrames does not match expected value for tiled total pixel matrix";

    [ToolFact(Tools.Python)]
    public void Convert_WithALimit_GivesPartsThatJoinToTheWhole()
    {
        var converted = split.Of(cmu1);

        Assert.Equal(
            ["report.json", "thumbnail.dcm", "volume-0-1.dcm", "volume-0-2.dcm", "volume-0-3.dcm"], converted.Names);
        converted.AssertComplete();
        Assert.All(converted.Instances, path => Assert.InRange(new FileInfo(path).Length, 1, Split.Limit));
        using var joined = JsonDocument.Parse(Tools.RunScript("join_parts.py", [.. Parts(converted)]));
        using var whole = JsonDocument.Parse(
            Tools.RunScript("frames_digest.py", cmu1.Converted("level-iv").File("volume-0.dcm")));
        Assert.Equal(130, joined.RootElement.GetProperty("frames").GetInt32());
        Assert.Equal(whole.RootElement.GetProperty("digest").GetString(), joined.RootElement.GetProperty("digest").GetString());
    }

    [ToolFact("dciodvfy", "dcentvfy")]
    public void Dciodvfy_EveryPart_FindsNoErrorButItsOwn()
    {
        var converted = split.Of(cmu1);
        foreach (var part in Parts(converted))
        {
            var run = ProcessRun.Start("dciodvfy", [part]);
            Assert.Contains("VLWholeSlideMicroscopyImage", run.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                run.Text.Split('\n'),
                line => line.StartsWith("Error", StringComparison.Ordinal)
                    && !line.StartsWith(FramesOfOneFile, StringComparison.Ordinal));
        }

        var entities = ProcessRun.Start("dcentvfy", [.. converted.Instances]);
        Assert.True(entities.ExitCode == 0 && !entities.Text.Contains("Error", StringComparison.Ordinal), entities.Text);
    }

    [ToolFact]
    public void Convert_Report_ListsTheParts()
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(split.Of(cmu1).File("report.json")));

        var parts = report.RootElement.GetProperty("instances").EnumerateArray()
            .Where(instance => instance.TryGetProperty("concatenation", out _)).ToList();
        Assert.Equal(3, parts.Count);
        var frames = 0;
        for (var index = 0; index < parts.Count; index++)
        {
            var place = parts[index].GetProperty("concatenation");
            Assert.Equal($"volume-0-{index + 1}.dcm", parts[index].GetProperty("file").GetString());
            Assert.Equal(index + 1, place.GetProperty("inConcatenationNumber").GetInt32());
            Assert.Equal(3, place.GetProperty("inConcatenationTotalNumber").GetInt32());
            Assert.Equal(frames, place.GetProperty("concatenationFrameOffsetNumber").GetInt32());
            frames += parts[index].GetProperty("frames").GetArrayLength();
        }

        Assert.Equal(130, frames);
    }

    [ToolFact]
    public void Convert_SplitLevelIv_LeavesNoIdentityAndIsTheSameAgain()
    {
        using var folder = new TempFolder();
        var first = split.Of(cmu1);

        var again = ConvertedFolder.Convert(
            Cmu1.Slide, folder["out"], "--key-file", cmu1.Key, "--max-instance-size", "500kB", "--jobs", "1");

        Assert.Equal(FolderContent.Read(first.Path), FolderContent.Read(again.Path));
        Assert.Empty(IdentityScan.Find(Path.GetDirectoryName(first.Path)!, Cmu1.Identity));
    }

    [ToolTheory]
    [InlineData("20KB", 1, "(?s)volume-0.dcm.*--max-instance-size of at least \\d+ bytes")]
    [InlineData("2", 2, "--max-instance-size: '2' is not right")]
    public void Convert_LimitThatNothingFits_IsRefused(string limit, int exitCode, string message)
    {
        using var folder = new TempFolder();

        var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"], "--max-instance-size", limit);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Matches(message, run.Errors);
        Assert.Empty(FolderContent.Read(folder["out"]));
    }

    private static IEnumerable<string> Parts(ConvertedFolder converted) =>
        converted.Instances.Where(path => Path.GetFileName(path).StartsWith("volume-0-", StringComparison.Ordinal));

    /// <summary>The slide split once for all tests.</summary>
    public sealed class Split : IDisposable
    {
        /// <summary>In bytes.</summary>
        internal const long Limit = 500_000;

        private readonly TempFolder _folder = new();
        private ConvertedFolder? _converted;

        public void Dispose() => _folder.Dispose();

        internal ConvertedFolder Of(Cmu1 cmu1) => _converted ??= ConvertedFolder.Convert(
            Cmu1.Slide, _folder["out"], "--key-file", cmu1.Key, "--max-instance-size", "500KB");
    }
}
