using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.InPlace.Tests.Formats;

public sealed class GenericTiffTests
{
    private const string Identity = "DOE^JANE";

    [Fact]
    public void Anonymize_TextsOfTiffExifAndGps_AreGone()
    {
        var pages = GenericTiffBuilder.Slide();
        foreach (ushort tag in new ushort[] { 270, 271, 272, 285, 305, 315, 316, 32781, 33432, 65000 })
        {
            pages[0].With(TestTag.Ascii(tag, Identity));
            pages[1].With(TestTag.Ascii(tag, Identity));
        }

        foreach (ushort tag in new ushort[] { 700, 33723, 34377, 42016, 65001 })
        {
            pages[0].With(TestTag.Undefined(tag, Encoding.ASCII.GetBytes($"<x>{Identity}</x>")));
        }

        pages[0].With(TestTag.Ascii(306, "2023:12:29 09:59:15")).With(TestTag.Long(34665, 1)).With(TestTag.Long(34853, 1));
        byte[] bytes = [.. AperioBuilder.Build(pages), .. new byte[256]];
        WriteExif(bytes, pages[0], bytes.Length - 256);
        using var built = new BuiltSlide("DOE_JANE.tif", bytes);
        var path = built.Anonymize(AnonymizationLevel.IV);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain(Identity, text, StringComparison.Ordinal);
        Assert.DoesNotContain("2023", text, StringComparison.Ordinal);
        Assert.Contains("1900:01:01 00:00:00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u003B\u0011\u0022", text, StringComparison.Ordinal);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV }).ChangesNothing);
    }

    [Fact]
    public void Anonymize_PictureBesideTheSubIfdLevel_BecomesWhiteAndTheLevelStays()
    {
        using var built = new BuiltSlide(
            "DOE_JANE.tif", AperioBuilder.Build(GenericTiffBuilder.WithSubIfds(AperioBuilder.Strips(20, 8, 0, null))));
        using var slide = SlideFormats.Open(built.Anonymize(AnonymizationLevel.III));
        Assert.Equal(2, slide.Levels.Count);
        Assert.All(Assert.Single(slide.AssociatedImages).ReadPixels(), sample => Assert.Equal(255, sample));
    }

    [Fact]
    public void Anonymize_PicturesBelowAPageThatGoes_GoWithIt()
    {
        var pages = GenericTiffBuilder.Slide();
        var child = AperioBuilder.Strips(16, 8, 0, null);
        pages[2] = new TestPage { Tags = pages[2].Tags, Strips = pages[2].Strips, Children = [child] };
        child.Strips[1].AsSpan().Fill(0xA5);
        using var built = new BuiltSlide("DOE_JANE.tif", AperioBuilder.Build(pages));
        var path = built.Anonymize(AnonymizationLevel.III);
        using var slide = SlideFormats.Open(path);
        Assert.Empty(slide.AssociatedImages);
        Assert.DoesNotContain((byte)0xA5, File.ReadAllBytes(path));
    }

    [Fact]
    public void Anonymize_PlanesOfAPicture_AllGo()
    {
        var pages = GenericTiffBuilder.Slide();
        var planes = new TestPage
        {
            Tags = [.. pages[2].Tags], Strips = [new byte[30 * 12], Filled(30 * 12, 0xB7), Filled(30 * 12, 0xC9)],
        };
        planes.With(TestTag.Short(284, 2)).With(TestTag.Short(278, 12));
        pages[2] = planes;
        var bytes = AperioBuilder.Build(pages);
        using var built = new BuiltSlide("DOE_JANE.tif", bytes);
        SlideFormatException? unsupported = null;
        try
        {
            var written = File.ReadAllBytes(built.Anonymize(AnonymizationLevel.III));
            Assert.DoesNotContain((byte)0xB7, written);
            Assert.DoesNotContain((byte)0xC9, written);
        }
        catch (SlideFormatException exception)
        {
            unsupported = exception;
        }

        // Where the reader does not take planes, it says so, and nothing is written.
        Assert.True(unsupported is null || !Directory.EnumerateFileSystemEntries(built.Output).Any());
    }

    private static byte[] Filled(int length, byte value)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    // Exif: a date and a maker's note. GPS: a latitude as rationals.
    private static void WriteExif(byte[] bytes, TestPage page, int at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(page.Entries[34665] + 8), at);
        Directory(at, [(36867, 2, 20, at + 40), (37500, 7, 8, at + 60)]);
        "2023:12:29 09:59:15\0"u8.CopyTo(bytes.AsSpan(at + 40));
        Encoding.ASCII.GetBytes(Identity).CopyTo(bytes.AsSpan(at + 60));
        var gps = at + 80;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(page.Entries[34853] + 8), gps);
        Directory(gps, [(2, 5, 1, gps + 40)]);
        byte[] latitude = [0x3B, 0x11, 0x22, 0x33, 1, 0, 0, 0];
        latitude.CopyTo(bytes, gps + 40);

        void Directory(int offset, (int Tag, int Type, int Count, int Value)[] entries)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset), (short)entries.Length);
            foreach (var (i, entry) in entries.Index())
            {
                var span = bytes.AsSpan(offset + 2 + (12 * i));
                BinaryPrimitives.WriteUInt16LittleEndian(span, (ushort)entry.Tag);
                BinaryPrimitives.WriteUInt16LittleEndian(span[2..], (ushort)entry.Type);
                BinaryPrimitives.WriteInt32LittleEndian(span[4..], entry.Count);
                BinaryPrimitives.WriteInt32LittleEndian(span[8..], entry.Value);
            }
        }
    }
}
