using System.Buffers.Binary;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>Hamamatsu NDPI.</summary>
/// <remarks>
/// The mark is the one that all readers agree on: tag 65420 in the first directory, found by a pointer of 8 bytes. The
/// suffix (<c>.ndpi</c>) is not asked.
/// </remarks>
public sealed class HamamatsuFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "hamamatsu";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!TiffHeader.TryReadNdpi(file, out var header))
        {
            return No("the file does not start with the header of NDPI");
        }

        if (!FirstDirectoryHasMark(file, (long)header.FirstDirectoryOffset))
        {
            return No("the first directory has no tag 65420");
        }

        try
        {
            HamamatsuStructure.Read(TiffFile.Read(file, header, TiffLimits.Default));
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "the first directory has tag 65420");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new HamamatsuSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);

    // Classic TIFF files come here, too, with a pointer that means nothing: that is no damage, only no NDPI.
    private static bool FirstDirectoryHasMark(SlideFile file, long offset)
    {
        var layout = TiffLayout.Ndpi;
        Span<byte> count = stackalloc byte[2];
        if (file.ReadUpTo(offset, count) < count.Length)
        {
            return false;
        }

        var entries = BinaryPrimitives.ReadUInt16LittleEndian(count);
        if (entries == 0 || entries > TiffLimits.Default.MaxEntriesPerDirectory)
        {
            return false;
        }

        var table = new byte[entries * layout.EntryBytes];
        var length = file.ReadUpTo(offset + layout.CountBytes, table);
        for (var position = 0; position + layout.EntryBytes <= length; position += layout.EntryBytes)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(position)) == (ushort)HamamatsuTags.FormatFlag)
            {
                return true;
            }
        }

        return false;
    }
}
