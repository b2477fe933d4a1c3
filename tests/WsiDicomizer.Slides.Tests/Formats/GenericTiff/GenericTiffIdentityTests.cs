using System.Text;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.GenericTiffBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.GenericTiff;

public class GenericTiffIdentityTests
{
    public static TheoryData<int, IdentityKind> TextTags => new()
    {
        { 269, IdentityKind.Text }, { 270, IdentityKind.UnknownKey }, { 271, IdentityKind.Text }, { 272, IdentityKind.Text },
        { 285, IdentityKind.Text }, { 305, IdentityKind.Text }, { 306, IdentityKind.Date }, { 315, IdentityKind.Person },
        { 316, IdentityKind.Identifier }, { 32781, IdentityKind.Identifier }, { 33432, IdentityKind.Text },
        { 34377, IdentityKind.Text }, { 65000, IdentityKind.UnknownKey },
    };

    [Theory]
    [MemberData(nameof(TextTags))]
    public void FindRecords_TextInAnyTag_IsARecord(int tag, IdentityKind kind)
    {
        foreach (var page in new[] { 0, 1, 2 })
        {
            var pages = Slide();
            pages[page].With(TestTag.Ascii((ushort)tag, "Quetzalcoatl"));
            AperioBuilder.WithSlide(pages, slide =>
            {
                var record = Assert.Single(slide.IdentityRecords, record => record.Value == "Quetzalcoatl");
                Assert.Equal(kind, record.Kind);
                Assert.StartsWith($"page {page}, tag {tag}", record.Location, StringComparison.Ordinal);
                var bytes = File.ReadAllBytes(slide.Files[0]).AsSpan((int)record.Range!.Value.Offset, (int)record.Range.Value.Length);
                Assert.Equal("Quetzalcoatl", Encoding.UTF8.GetString(bytes).TrimEnd('\0'));
            });
        }
    }

    [Fact]
    public void FindRecords_TextInASubIfd_IsARecord()
    {
        var pages = WithSubIfds();
        pages[0].Children[0].With(TestTag.Ascii(270, "Quetzalcoatl"));
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(
            "page 0, tag 330 SubIFDs 0, tag 270 ImageDescription",
            Assert.Single(slide.IdentityRecords, record => record.Value == "Quetzalcoatl").Location));
    }

    [Fact]
    public void FindRecords_PageThatNobodyKnows_CountsAsMacro() => AperioBuilder.WithSlide(Slide(), slide =>
    {
        Assert.Equal(IdentityKind.FileName, slide.IdentityRecords[0].Kind);
        var record = Assert.Single(slide.IdentityRecords, record => record.Kind == IdentityKind.MacroImage);
        Assert.Equal(("page 2", "unknown image"), (record.Location, record.Name));
    });

    [Fact]
    public void Metadata_Texts_AreNotTakenForThoseOfAMaker()
    {
        var pages = Slide();
        pages[0].With(TestTag.Ascii(271, "Dr Smith")).With(TestTag.Ascii(305, "Smith's exporter")).With(TestTag.Ascii(306, "2023:12:29 09:59:15"));
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Null(slide.Metadata.Manufacturer);
            Assert.Empty(slide.Metadata.SoftwareVersions);
            Assert.Equal(new DateOnly(2023, 12, 29), slide.Metadata.AcquisitionDate);
            Assert.Equal(new TimeOnly(9, 59, 15), slide.Metadata.AcquisitionTime);
            Assert.Contains(KeyValuePair.Create("TIFF Make", "Dr Smith"), slide.Metadata.VendorProperties);
        });
    }
}
