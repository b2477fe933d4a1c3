using System.Text;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

public class AperioIdentityTests
{
    [Fact]
    public void IdentityRecords_PlantedEverywhere_AreAllFoundAtTheirBytes()
    {
        var pages = AperioBuilder.Slide();
        TestTag[] planted =
        [
            TestTag.Ascii(269, "Document of DOE"), TestTag.Ascii(271, "Make of DOE"), TestTag.Ascii(272, "Model of DOE"),
            TestTag.Ascii(285, "Page of DOE"), TestTag.Ascii(305, "Software of DOE"), TestTag.Ascii(306, "2023:12:29 09:59:15"),
            TestTag.Ascii(315, "Artist DOE"), TestTag.Ascii(316, "Host of DOE"), TestTag.Ascii(33432, "Copyright DOE"),
            TestTag.Ascii(32781, "/path/of/DOE"), TestTag.Undefined(700, "<xmp>DOE</xmp>"u8.ToArray()),
            TestTag.Undefined(33723, "IPTC of DOE"u8.ToArray()), TestTag.Ascii(65111, "private DOE"), TestTag.Ascii(280, "MinDOE"),
            TestTag.Short(65112, 4711), TestTag.Undefined(65113, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ];
        pages[2].Tags.AddRange(planted);
        WithRecords(pages, (records, bytes) =>
        {
            string[] expected =
            [
                "DocumentName|Text|Document of DOE", "Make|Text|Make of DOE", "Model|Text|Model of DOE", "PageName|Text|Page of DOE",
                "Software|Text|Software of DOE", "DateTime|Date|2023:12:29 09:59:15", "Artist|Person|Artist DOE",
                "HostComputer|Identifier|Host of DOE", "Copyright|Text|Copyright DOE", "ImageID|Identifier|/path/of/DOE",
                "Xmp|Text|<xmp>DOE</xmp>", "Iptc|Text|IPTC of DOE", "tag 65111|UnknownKey|private DOE",
                "MinSampleValue|UnknownKey|MinDOE", "tag 65112|UnknownKey|4711", "tag 65113|UnknownKey|",
            ];
            var found = records.Where(r => r.Location.StartsWith("page 2, tag", StringComparison.Ordinal)).ToList();
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(r => $"{r.Name}|{r.Kind}|{r.Value}").Order(StringComparer.Ordinal));
            Assert.All(found.Where(r => r.Value is not null and not "4711"), r => Assert.Contains(r.Value!, Text(bytes, r), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void IdentityRecords_DescriptionsOfAllPages_AreSearched()
    {
        var pages = AperioBuilder.Slide();
        pages[3].With(TestTag.Ascii(270, "Aperio Image Library v11.2.1 \nlabel 12x13\nDOE, JANE|Patient = JANE|oops|Filtered = 4711a"));
        WithRecords(pages, (records, bytes) =>
        {
            var found = records.Where(r => r.Location == "page 3, tag 270 ImageDescription").ToList();
            Assert.Equal(
                ["header|UnknownKey|DOE, JANE", "Patient|Person|JANE", "text without a key|UnknownKey|oops", "Filtered|UnknownKey|4711a"],
                found.Select(r => $"{r.Name}|{r.Kind}|{r.Value}"));
            Assert.All(found, r => Assert.Equal(r.Value, Text(bytes, r)));
        });
    }

    [Fact]
    public void IdentityRecords_FileNameInTheHistory_IsUnknownAndFound() =>
        WithRecords(
            [AperioBuilder.Level(60, 40, "Aperio Image Library v11.2.1 \r\n60x40 [0,0 60x40] (16x16) J2K/KDU Q=30;CMU-1;Aperio Image Library v10.0.51")],
            (records, bytes) =>
            {
                var record = Assert.Single(records, r => r.Kind == IdentityKind.UnknownKey);
                Assert.Equal("CMU-1", record.Value);
                Assert.Equal("CMU-1", Text(bytes, record));
            });

    [Fact]
    public void IdentityRecords_TextBehindTheEnd_IsFound()
    {
        var pages = AperioBuilder.Slide();
        pages[4].With(TestTag.Ascii(270, "Aperio\nmacro 30x12\0|User = DOE\0"));
        pages[4].With(TestTag.Ascii(306, "1900:01:01 00:00:00\0DOE"));
        WithRecords(pages, (records, bytes) =>
        {
            var found = records.Where(r => r.Location.StartsWith("page 4, tag", StringComparison.Ordinal)).ToList();
            Assert.Equal(["|User = DOE", "1900:01:01 00:00:00", "DOE"], found.Select(r => r.Value));
            Assert.All(found, r => Assert.Equal(r.Value, Text(bytes, r)));
        });
    }

    [Fact]
    public void IdentityRecords_SecondTag270_IsFoundToo()
    {
        var page = AperioBuilder.Level(60, 40, "Aperio Image Library v11.2.1");
        page.Tags.Add(TestTag.Ascii(270, "Aperio|User = DOE"));
        WithRecords([page], (records, _) => Assert.Contains(records, r => r.Value == "DOE" && r.Kind == IdentityKind.Person));
    }

    [Fact]
    public void IdentityRecords_ExifAndSubIFDs_AreFollowed()
    {
        var child = new TestPage { Tags = [TestTag.Ascii(36867, "2023:12:29 09:59:15"), TestTag.Ascii(270, "Aperio|User = DOE")] };
        var hidden = AperioBuilder.Strips(12, 13, 0, null);
        var page = AperioBuilder.Level(60, 40, "Aperio Image Library v11.2.1");
        page = new TestPage { Tags = page.Tags, Tiles = page.Tiles, Children = [child, hidden] };
        WithRecords([page], (records, _) =>
        {
            Assert.Contains(records, r => r.Location == "page 0, tag 330 SubIFDs 0, tag 36867 DateTimeOriginal" && r.Kind == IdentityKind.Date);
            Assert.Contains(records, r => r.Location == "page 0, tag 330 SubIFDs 0, tag 270 ImageDescription" && r.Value == "DOE");
            Assert.Contains(records, r => r.Location == "page 0, tag 330 SubIFDs 1" && r.Kind == IdentityKind.MacroImage);
        });
    }

    [Fact]
    public void IdentityRecords_Pictures_NameTheirDirectory()
    {
        var pages = AperioBuilder.Slide();
        WithRecords(pages, (records, _) =>
        {
            Assert.Equal(pages[3].Offset, Assert.Single(records, r => r.Kind == IdentityKind.LabelImage).Range!.Value.Offset);
            Assert.Equal(pages[4].Offset, Assert.Single(records, r => r.Kind == IdentityKind.MacroImage).Range!.Value.Offset);
        });
    }

    [Fact]
    public void IdentityRecords_FileName_IsTheStem()
    {
        using var file = new TemporaryFile(AperioBuilder.Build(AperioBuilder.Slide()), "DOE, JANE 4711.x.svs");
        using var slide = SlideFormats.Open(file.Path);
        var record = Assert.Single(slide.IdentityRecords, r => r.Kind == IdentityKind.FileName);
        Assert.Equal("DOE, JANE 4711.x", record.Value);
        Assert.Null(record.Range);
    }

    private static void WithRecords(List<TestPage> pages, Action<IReadOnlyList<IdentityRecord>, byte[]> check)
    {
        var bytes = AperioBuilder.Build(pages);
        using var file = new TemporaryFile(bytes);
        using var slide = SlideFormats.Open(file.Path);
        check(slide.IdentityRecords, bytes);
    }

    private static string Text(byte[] bytes, IdentityRecord record) =>
        Encoding.UTF8.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length);
}
