using System.Text;
using System.Xml.Linq;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using static WsiDicomizer.InPlace.Tests.Formats.PhilipsTests;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>iSyntax: the header keeps its length to the byte, and everything behind it its place.</summary>
public sealed class IsyntaxTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    // Other programs make the header shorter, so that the codeblocks are no longer where the tables say.
    [Theory]
    [InlineData("v1", AnonymizationLevel.II)]
    [InlineData("v1", AnonymizationLevel.IV)]
    [InlineData("v2", AnonymizationLevel.III)]
    [InlineData("v2", AnonymizationLevel.IV)]
    public void Header_EveryLevel_EndsWhereItDidAndParses(string variant, AnonymizationLevel level)
    {
        var path = variants.Get("isyntax", variant).Path;
        using var output = new TemporaryFolder();
        var (before, after) = (File.ReadAllBytes(path), File.ReadAllBytes(Anonymization.Copy(path, output, Anonymization.Rules(level))));
        var end = before.AsSpan().IndexOf((byte)4);
        Assert.Equal(end, after.AsSpan().IndexOf((byte)4));
        Assert.Equal("\r\n"u8.ToArray(), after.AsSpan(end - 2, 2).ToArray());
        var text = level < AnonymizationLevel.IV ? before.Length : before.AsSpan().LastIndexOf("Case S24-0815"u8);
        Assert.Equal(before.AsSpan(end, text - end).ToArray(), after.AsSpan(end, text - end).ToArray());
        var xml = Parse(after, end);
        Assert.Equal(Parse(before, end).Descendants().Count(), xml.Descendants().Count());
        Assert.Equal(
            Values(Parse(before, end), "UFS_IMAGE_BLOCK_HEADER_TABLE", "UFS_IMAGE_CLUSTER_HEADER_TABLE", "UFS_IMAGE_DIMENSION_RANGE"),
            Values(xml, "UFS_IMAGE_BLOCK_HEADER_TABLE", "UFS_IMAGE_CLUSTER_HEADER_TABLE", "UFS_IMAGE_DIMENSION_RANGE"));
    }

    [Fact]
    public void LevelIV_ValuesInBase64_KeepTheirForm()
    {
        var path = variants.Get("isyntax", "v1").Path;
        using var output = new TemporaryFolder();
        using var before = SlideFormats.Open(path);
        var copy = Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV));
        using var after = SlideFormats.Open(copy);
        var bytes = File.ReadAllBytes(copy);
        var xml = Parse(bytes, bytes.AsSpan().IndexOf((byte)4));
        Assert.Matches("^X+$", Encoding.UTF8.GetString(Convert.FromBase64String(Value(xml, "PIM_DP_UFS_BARCODE"))));
        Assert.Equal("\"19000101\"", Value(xml, "DICOM_DATE_OF_LAST_CALIBRATION"));
        Assert.Matches("^X+$", Value(xml, "UFS_LIS_CASE"));

        // The profile is one still: header, tag table and curves, but for the texts.
        Assert.Equal(before.IccProfile.Length, after.IccProfile.Length);
        Assert.Equal(before.IccProfile.Span[128..200].ToArray(), after.IccProfile.Span[128..200].ToArray());
        Assert.Equal(before.AssociatedImages.Select(image => image.Size), after.AssociatedImages.Select(image => image.Size));
    }

    // What might be a table of codeblocks must not become X, and may not be told harmless.
    [Fact]
    public void BlockTable_ThatIsNone_IsRefused()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("isyntax", "v1", place.Path);
        var bytes = File.ReadAllBytes(path);
        var tag = bytes.AsSpan().IndexOf("UFS_IMAGE_BLOCK_HEADER_TABLE"u8);
        var start = tag + bytes.AsSpan(tag).IndexOf((byte)'>') + 1;
        "RHIgTWlsbGVy"u8.CopyTo(bytes.AsSpan(start));
        File.WriteAllBytes(path, bytes);
        var refusal = Assert.Throws<AnonymizationException>(() => Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.IV)));
        Assert.Contains("--keep-key UFS_IMAGE_BLOCK_HEADER_TABLE", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void Picture_ThatIsNoJpeg_IsOverwritten()
    {
        using var place = new TemporaryFolder();
        using var output = new TemporaryFolder();
        var path = variants.Copy("isyntax", "v2", place.Path);
        var bytes = File.ReadAllBytes(path);
        var tag = bytes.AsSpan().IndexOf("PIM_DP_IMAGE_DATA"u8);
        var start = tag + bytes.AsSpan(tag).IndexOf((byte)'>') + 1;
        "Dr Miller!!!"u8.CopyTo(bytes.AsSpan(start));
        File.WriteAllBytes(path, bytes);
        var copy = File.ReadAllBytes(Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.III)));
        Assert.Equal(-1, copy.AsSpan().IndexOf("Miller"u8));
        Assert.Equal((byte)' ', copy[start + 1000]);
    }

    private static XDocument Parse(byte[] bytes, int end) =>
        XDocument.Parse(Encoding.UTF8.GetString(bytes.AsSpan(0, end).TrimEnd("\0\r\n"u8)));
}
