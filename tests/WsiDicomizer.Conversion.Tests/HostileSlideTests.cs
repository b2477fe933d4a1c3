using System.Buffers.Binary;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests;

/// <summary>Slides whose bytes were changed after they were written.</summary>
public class HostileSlideTests
{
    private const int TileSide = 240;

    [Fact]
    public void Convert_ThumbnailThatIsNotBaseline_IsDecodedNotLabelledBaseline()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var before = slide.Convert(slide.CreateOutput("before")).Instances.Single(instance => instance.Role == "THUMBNAIL");
        Assert.Equal(FrameHandling.Joined, before.Handling);
        Assert.True(Change(slide.SlidePath, MakeExtendedSequential) > 0);

        var result = slide.Convert(slide.CreateOutput("out"));

        var thumbnail = result.Instances.Single(instance => instance.Role == "THUMBNAIL");
        Assert.Equal(FrameHandling.DecodedLossless, thumbnail.Handling);
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, thumbnail.TransferSyntaxUID);
    }

    [Fact]
    public void Convert_DamagedSharedTables_IsToldAsAFaultOfTheSlide()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        Assert.True(Change(slide.SlidePath, DamageTables) > 0);
        var output = slide.CreateOutput("out");

        Assert.Throws<ConversionException>(() => slide.Convert(output));

        Assert.Empty(Directory.EnumerateFileSystemEntries(output));
    }

    [Fact]
    public void Convert_UnusableIccProfile_IsReportedOnce()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        Assert.Equal(1, Change(slide.SlidePath, HideCurves));

        var result = slide.Convert(slide.CreateOutput("out"));

        var note = Assert.Single(result.Notes, text => text.Contains("no usable ICC profile", StringComparison.Ordinal));
        Assert.Contains(
            note[note.IndexOf("no usable", StringComparison.Ordinal)..],
            File.ReadAllText(Path.Combine(result.Directory, "report.json")),
            StringComparison.Ordinal);
    }

    // SOF0 of three components becomes SOF1 where the picture is no tile.
    private static bool MakeExtendedSequential(Span<byte> bytes)
    {
        if (!bytes.StartsWith((byte[])[0xFF, 0xC0, 0, 17, 8])
            || (BinaryPrimitives.ReadUInt16BigEndian(bytes[5..]) == TileSide && BinaryPrimitives.ReadUInt16BigEndian(bytes[7..]) == TileSide))
        {
            return false;
        }

        bytes[1] = 0xC1;
        return true;
    }

    // SOI, DQT: the table's number becomes one that there is not.
    private static bool DamageTables(Span<byte> bytes)
    {
        if (!bytes.StartsWith((byte[])[0xFF, 0xD8, 0xFF, 0xDB]))
        {
            return false;
        }

        bytes[6] = 0x0F;
        return true;
    }

    // The red curve in the table of tags becomes a tag that nobody knows.
    private static bool HideCurves(Span<byte> bytes)
    {
        if (!bytes.StartsWith("rTRC"u8))
        {
            return false;
        }

        bytes[0] = (byte)'x';
        return true;
    }

    private delegate bool Edit(Span<byte> bytes);

    private static int Change(string path, Edit edit)
    {
        var bytes = File.ReadAllBytes(path);
        var count = 0;
        for (var offset = 0; offset + 16 < bytes.Length; offset++)
        {
            count += edit(bytes.AsSpan(offset)) ? 1 : 0;
        }

        File.WriteAllBytes(path, bytes);
        return count;
    }
}
