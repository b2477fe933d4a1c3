using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.PhilipsBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Isyntax;

public class IsyntaxSlideTests
{
    [Fact]
    public void Levels_HaveTheSizesWithoutPadding() => With(IsyntaxBuilder.Header(), (slide, _) =>
    {
        Assert.Equal("isyntax", slide.FormatName);
        Assert.Equal([new PixelSize(100, 60), new PixelSize(50, 30)], slide.Levels.Select(level => level.Size));
        Assert.Equal(new PixelSpacing(0.5, 0.5), slide.Levels[1].Spacing);
        Assert.Equal("iSyntax wavelet (16)", slide.Levels[0].Encoding.VendorName);
        Assert.All(slide.Levels, level => Assert.Equal("pixels of iSyntax are not read yet", level.UnreadableReason));
        Assert.Equal(0, slide.Levels[0].GetTileRange(0).Length);
        Assert.Equal(["file name"], slide.IdentityRecords.Select(record => record.Name));
    });

    [Theory]
    [InlineData("PIM_DP_SCANNER_OPERATOR_ID", "drsmith", IdentityKind.Person)]
    [InlineData("PIM_DP_SOURCE_FILE", @"\\server\DOE.isyntax", IdentityKind.Identifier)]
    [InlineData("UFS_SOMETHING_NEW", "4711", IdentityKind.UnknownKey)]
    [InlineData("UFS_IMAGE_DIMENSION_NAME", "DOE", IdentityKind.Text)]
    [InlineData("UFS_IMAGE_GENERAL_HEADERS", "DOE", IdentityKind.UnknownKey)]
    [InlineData("UFS_IMAGE_BLOCK_COORDINATE", "1 2 DOE", IdentityKind.UnknownKey)]
    [InlineData("PIM_DP_UFS_INTERFACE_VERSION", "20231229", IdentityKind.UnknownKey)]
    [InlineData("UFS_IMAGE_BLOCK_HEADER_TABLE", "RE9FLCBKQU5F", IdentityKind.UnknownKey)]
    [InlineData("DICOM_ICCPROFILE", "no Base64 of DOE", IdentityKind.UnknownKey)]
    public void IdentityRecords_Attribute_IsFoundAtItsBytes(string name, string value, IdentityKind kind) => With(
        IsyntaxBuilder.Header(more: [Attribute(name, value)]),
        (slide, bytes) =>
        {
            var record = Assert.Single(slide.IdentityRecords, record => record.Name == name);
            Assert.Equal((value, kind, "header"), (record.Value, record.Kind, record.Location));
            Assert.Equal(value, Encoding.UTF8.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length));
        });

    // Two records of 20 bytes, each with one element of 4; the same behind their length; a cluster of one sequence.
    [Theory]
    [InlineData("HTAOIAQAAAABAAAAHTASIAQAAAAAAAAA")]
    [InlineData("GAAAAB0wDiAEAAAAAQAAAB0wEiAEAAAAAAAAAA==")]
    [InlineData("HTANIBgAAAAdMA4gBAAAAAEAAAAdMBIgBAAAAAAAAAA=")]
    public void IdentityRecords_TableOfBlocks_IsNone(string table) => With(
        IsyntaxBuilder.Header(scan: IsyntaxBuilder.Scan(Attribute("UFS_IMAGE_BLOCK_HEADER_TABLE", table), Attribute("PIM_DP_UFS_INTERFACE_VERSION", "100"))),
        (slide, _) => Assert.Equal(["file name"], slide.IdentityRecords.Select(record => record.Name)));

    [Fact]
    public void AssociatedImages_BrokenPicture_IsAFaultAndARecord() => With(
        IsyntaxBuilder.Header(images:
        [
            PhilipsBuilder.Object("DPScannedImage", Attribute("PIM_DP_IMAGE_TYPE", "LABELIMAGE"), Attribute("PIM_DP_IMAGE_DATA", "AAAA")),
        ]),
        (slide, _) =>
        {
            Assert.Empty(slide.AssociatedImages);
            Assert.Equal("philips-image-unreadable", Assert.Single(slide.ToleratedFaults).Code);
            Assert.Contains(slide.IdentityRecords, record => record.Kind == IdentityKind.LabelImage);
        });

    [Fact]
    public void Open_PaddedHeader_IsRead()
    {
        using var file = new TemporaryFile(IsyntaxBuilder.File(end: "\0\0   \n\r\n\u0004"), "slide.isyntax");
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal(new PixelSize(100, 60), slide.Size);
    }

    [Fact]
    public void Open_OtherXml_IsNoSlide()
    {
        using var file = new TemporaryFile("<a>DOE</a>"u8.ToArray(), "slide.isyntax");
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path));
        Assert.Equal(SlideProblem.NotThisFormat, exception.Problem);
        Assert.Contains("isyntax: it starts as XML, but does not name DPUfsImport", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed)
    {
        var sound = IsyntaxBuilder.File(IsyntaxBuilder.Header(more: [Attribute("DICOM_PATIENT_NAME", "DOE, JANE")]));
        using var temporary = new TemporaryFile(sound, "slide.isyntax");
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1000))
        {
            temporary.Write(mutant);
            try
            {
                using var slide = SlideFormats.Open(temporary.Path);
                Assert.NotEmpty(slide.IdentityRecords);
            }
            catch (SlideFormatException exception)
            {
                refused++;
                Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 100, 999);
    }

    private static void With(string header, Action<Slide, byte[]> check)
    {
        var bytes = IsyntaxBuilder.File(header);
        using var file = new TemporaryFile(bytes, "slide.isyntax");
        using var slide = SlideFormats.Open(file.Path);
        check(slide, bytes);
    }
}
