using System.Text;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>What stands at the start of a data file: version, SLIDE_ID (in ASCII, in newer slides in UTF-16), file number.</summary>
internal sealed class MiraxDataHeader
{
    // A shorter piece of an identifier would be found everywhere.
    private const int LeastCharacters = 8;

    private MiraxDataHeader(byte[] bytes, IReadOnlyList<(ByteRange Range, string Text)> ids)
    {
        Bytes = bytes;
        Ids = ids;
    }

    /// <summary>The first bytes of the file, up to the first piece of data where that is known.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where the SLIDE_ID stands, or the beginning of it, and how much of it.</summary>
    public IReadOnlyList<(ByteRange Range, string Text)> Ids { get; }

    /// <summary>Reads a header.</summary>
    /// <param name="file">A data file.</param>
    /// <param name="slideId">The SLIDE_ID of Slidedat.ini.</param>
    /// <exception cref="SlideFormatException">The file has the SLIDE_ID of another slide.</exception>
    public static MiraxDataHeader Read(SlideFile file, string slideId)
    {
        var bytes = new byte[Math.Min(file.Length, MiraxLimits.MaxHeaderBytes)];
        file.ReadExactly(0, bytes);
        List<(ByteRange, string)> ids = [];
        Find(bytes, slideId, Encoding.Latin1, ids);
        Find(bytes, slideId, Encoding.Unicode, ids);
        return HasForeignId(bytes, slideId)
            ? throw new SlideFormatException(
                SlideProblem.Damaged,
                "the data file has another SLIDE_ID than Slidedat.ini: it is of another slide",
                file.Path,
                MiraxIndex.Version.Length)
            : new MiraxDataHeader(bytes, ids);
    }

    /// <summary>The header without the data that follows it.</summary>
    /// <param name="end">Where the first piece of data begins.</param>
    public MiraxDataHeader EndingAt(long end) =>
        end >= Bytes.Length ? this : new MiraxDataHeader(Bytes[..(int)end], [.. Ids.Where(id => id.Range.End <= end)]);

    private static void Find(byte[] bytes, string slideId, Encoding encoding, List<(ByteRange Range, string Text)> ids)
    {
        var id = encoding.GetBytes(slideId);
        var unit = encoding.GetByteCount("0");
        var least = Math.Min(id.Length, LeastCharacters * unit);
        if (least == 0)
        {
            return;
        }

        for (var position = 0; position < bytes.Length;)
        {
            var found = bytes.AsSpan(position).IndexOf(id.AsSpan(0, least));
            if (found < 0)
            {
                return;
            }

            position += found;
            var length = bytes.AsSpan(position).CommonPrefixLength(id) / unit * unit;
            ids.Add((new ByteRange(position, length), slideId[..(length / unit)]));
            position += length;
        }
    }

    // Only where the header is as older scanners write it can the identifier of another slide be told from something else.
    private static bool HasForeignId(byte[] bytes, string slideId)
    {
        var start = MiraxIndex.Version.Length;
        if (!bytes.AsSpan().StartsWith(MiraxIndex.Version) || slideId.Length < LeastCharacters || bytes.Length < start + slideId.Length)
        {
            return false;
        }

        var id = TiffText.DecodeAll(bytes.AsSpan(start, slideId.Length));
        return id.All(char.IsAsciiHexDigit) && !id.Equals(slideId, StringComparison.OrdinalIgnoreCase);
    }
}
