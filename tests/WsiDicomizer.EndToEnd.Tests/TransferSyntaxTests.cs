using System.Text;
using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>One synthetic slide of JPEG tiles, for all tests of the class.</summary>
public sealed class TransferSyntaxSlide : IDisposable
{
    private readonly TempFolder _folder = new();

    public TransferSyntaxSlide()
    {
        if (File.Exists(Wsidicomizer.Program))
        {
            Slide = Wsidicomizer.Synthesize(_folder["slides"], seed: 3, "1500x1100")
                .Single(slide => slide.EndsWith("-classic-ycbcr.svs", StringComparison.Ordinal));
        }
    }

    internal string Slide { get; } = string.Empty;

    public void Dispose() => _folder.Dispose();
}

/// <summary>Every transfer syntax that can be asked for: foreign decoders give the source's pixels, dciodvfy finds no error.</summary>
public class TransferSyntaxTests(TransferSyntaxSlide synthetic) : IClassFixture<TransferSyntaxSlide>
{
    [ToolTheory(Tools.Python, "dciodvfy")]
    [InlineData("explicit", "1.2.840.10008.1.2.1", 999)]
    [InlineData("jpeg2000-lossless", "1.2.840.10008.1.2.4.90", 999)]
    [InlineData("jpeg2000", "1.2.840.10008.1.2.4.91", 40)]
    [InlineData("jpeg", "1.2.840.10008.1.2.4.50", 999)]
    public void Convert_Syntax_GivesThePixelsThatOpenSlideRenders(string syntax, string uid, double leastPsnr)
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(synthetic.Slide, folder["out"], "--transfer-syntax", syntax);

        for (var level = 0; level < 2; level++)
        {
            var name = $"volume-{level}.dcm";
            Assert.Equal(uid, converted.Describe(name)["TransferSyntaxUID"]);
            Assert.InRange(PixelComparison.Run(synthetic.Slide, $"{level}", converted.File(name)).Psnr, leastPsnr, 999);
        }

        AssertConformant(converted.Instances);
    }

    [ToolFact(Tools.Python, "dciodvfy", Slides = false)]
    public void Convert_HtJ2kLossless_GivesThePixelsThatOpenSlideRenders()
    {
        using var folder = new TempFolder();
        if (!HasCodec("HTJ2K, encode"))
        {
            var refused = Wsidicomizer.Run("convert", synthetic.Slide, "-o", folder["out"], "--transfer-syntax", "htj2k-lossless");
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("libopenjph-dev", refused.Errors, StringComparison.Ordinal);
            return;
        }

        var converted = ConvertedFolder.Convert(synthetic.Slide, folder["out"], "--transfer-syntax", "htj2k-lossless");

        Assert.Equal(999, PixelComparison.Run(synthetic.Slide, "0", converted.File("volume-0.dcm")).Psnr);

        // The dciodvfy of 2022 does not know the syntax, so the data set is shown to it under that of JPEG 2000.
        AssertConformant([.. converted.Instances.Select(instance => Rename(folder, instance, "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.90"))]);
    }

    [ToolFact(Tools.Python, "dciodvfy", "dcmdjpls", Slides = false)]
    public void Convert_JpegLsLossless_GivesThePixelsThatOpenSlideRenders()
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(synthetic.Slide, folder["out"], "--transfer-syntax", "jpegls-lossless");

        // dcmtk's own decoder.
        var native = folder["native.dcm"];
        var run = ProcessRun.Start("dcmdjpls", [converted.File("volume-0.dcm"), native]);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Equal(999, PixelComparison.Run(synthetic.Slide, "0", native).Psnr);
        AssertConformant(converted.Instances);
    }

    [ToolFact(Tools.Python, "djxl", Slides = false)]
    public void Convert_JpegXlRecompression_GivesEveryJpegStreamBack()
    {
        using var folder = new TempFolder();
        var copied = ConvertedFolder.Convert(synthetic.Slide, folder["copied"]);

        var converted = ConvertedFolder.Convert(synthetic.Slide, folder["out"], "--transfer-syntax", "jpegxl-recompression");

        var result = JsonDocument.Parse(Tools.RunScript(
            "jpeg_of_jxl.py", converted.File("volume-0.dcm"), copied.File("volume-0.dcm"))).RootElement;
        Assert.Equal(result.GetProperty("frames").GetInt32(), result.GetProperty("identical").GetInt32());
        Assert.True(result.GetProperty("bytes").GetInt64() < result.GetProperty("copiedBytes").GetInt64());
    }

    [ToolTheory(Tools.Python, "dciodvfy")]
    [InlineData("auto", "1.2.840.10008.1.2.4.50")]
    [InlineData("jpeg2000-lossless", "1.2.840.10008.1.2.4.90")]
    public void Convert_MissingLevels_GoDownToOneTileAndKeepWhatIsThere(string syntax, string uid)
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(
            synthetic.Slide, folder["out"], "--missing-levels", "--transfer-syntax", syntax);

        var levels = converted.Names.Where(name => name.StartsWith("volume-", StringComparison.Ordinal)).ToList();
        Assert.Equal("1", converted.Describe(levels[^1])["NumberOfFrames"]);
        Assert.True(levels.Count > 2, "levels were added");
        Assert.All(levels, level => Assert.Equal(uid, converted.Describe(level)["TransferSyntaxUID"]));
        AssertConformant(converted.Instances);
    }

    private static bool HasCodec(string name)
    {
        using var codecs = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", "--codecs", "--json").Output);
        return codecs.RootElement.EnumerateArray()
            .Single(codec => codec.GetProperty("codec").GetString() == name).GetProperty("available").GetBoolean();
    }

    private static string Rename(TempFolder folder, string instance, string from, string to)
    {
        var bytes = File.ReadAllBytes(instance);
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from));
        if (at >= 0)
        {
            bytes.AsSpan(at, from.Length).Clear();
            Encoding.ASCII.GetBytes(to).CopyTo(bytes.AsSpan(at));
        }

        return folder.Write("renamed-" + Path.GetFileName(instance), bytes);
    }

    private static void AssertConformant(IReadOnlyList<string> instances) => Assert.All(instances, instance =>
    {
        var run = ProcessRun.Start("dciodvfy", [instance]);
        Assert.DoesNotContain(run.Text.Split('\n'), line => line.StartsWith("Error", StringComparison.Ordinal));
    });
}
