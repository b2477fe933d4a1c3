using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Index.dat: which bytes of which data file are what. All numbers are 32 bits, little-endian, with a sign.</summary>
/// <remarks>
/// Version, SLIDE_ID, the offsets of two tables; a table holds offsets of records, a record the offset of its first page, a page
/// its entries and the offset of the next page, 0 for the last. Each page is followed once: loops end in an error.
/// </remarks>
internal sealed class MiraxIndex
{
    // A picture: number, offset, length, file. A value of a layer: 0, 0, offset, length, file.
    private const int PictureEntryBytes = 16;
    private const int LayerEntryBytes = 20;
    private const int PageHeaderBytes = 8;

    private readonly SlideFile _file;
    private readonly long _hierarchyTable;
    private readonly long _layerTable;
    private int _pictures;
    private int _pieces;
    private int _pages;

    private MiraxIndex(SlideFile file, long hierarchyTable, long layerTable)
    {
        _file = file;
        _hierarchyTable = hierarchyTable;
        _layerTable = layerTable;
    }

    /// <summary>The five letters at the start.</summary>
    public static ReadOnlySpan<byte> Version => "01.02"u8;

    /// <summary>Reads the start of the file.</summary>
    /// <param name="file">Index.dat.</param>
    /// <param name="slideId">The SLIDE_ID of Slidedat.ini.</param>
    /// <exception cref="SlideFormatException">It is cut off, of another version, or of another slide.</exception>
    public static MiraxIndex Read(SlideFile file, string slideId)
    {
        var id = Encoding.UTF8.GetBytes(slideId);
        var start = new byte[Version.Length + id.Length + 8];
        file.ReadExactly(0, start);
        if (!start.AsSpan().StartsWith(Version))
        {
            throw Damaged(file, 0, "the index does not start with its version, 01.02");
        }

        if (!start.AsSpan(Version.Length, id.Length).SequenceEqual(id))
        {
            throw Damaged(file, Version.Length, "the index has another SLIDE_ID than Slidedat.ini: it is of another slide");
        }

        var index = new MiraxIndex(
            file, ReadInt(start, start.Length - 8), ReadInt(start, start.Length - 4));
        index.RequireInside(index._hierarchyTable, 4, start.Length - 8, "the table of the hierarchies");
        index.RequireInside(index._layerTable, 0, start.Length - 4, "the table of the layers");
        return index;
    }

    /// <summary>The pictures of a zoom level, as they are listed; of a number that comes twice the last counts.</summary>
    /// <param name="record">The position of the level in the table.</param>
    /// <exception cref="SlideFormatException">The index is damaged, or lists more than the limits allow.</exception>
    public IReadOnlyList<MiraxIndexEntry> ReadPictures(int record)
    {
        List<MiraxIndexEntry> entries = [];
        ReadPages(_hierarchyTable, record, PictureEntryBytes, (bytes, offset) =>
        {
            if (++_pictures > MiraxLimits.MaxPictures)
            {
                throw Damaged(_file, offset, $"the index lists more than {MiraxLimits.MaxPictures} pictures, the limit");
            }

            entries.Add(Check(new MiraxIndexEntry(
                ReadInt(bytes, 0), ReadInt(bytes, 4), ReadInt(bytes, 8), ReadInt(bytes, 12), offset)));
        });
        return entries;
    }

    /// <summary>The data of a layer's value: one piece, or several in newer slides; none where it has no data.</summary>
    /// <param name="record">The position of the value among those of all layers.</param>
    /// <exception cref="SlideFormatException">The index is damaged.</exception>
    public IReadOnlyList<MiraxIndexEntry> ReadLayer(int record)
    {
        List<MiraxIndexEntry> entries = [];
        ReadPages(_layerTable, record, LayerEntryBytes, (bytes, offset) =>
        {
            if (++_pieces > MiraxLimits.MaxPieces)
            {
                throw Damaged(_file, offset, $"the layers have more than {MiraxLimits.MaxPieces} pieces of data, the limit");
            }

            entries.Add(Check(new MiraxIndexEntry(0, ReadInt(bytes, 8), ReadInt(bytes, 12), ReadInt(bytes, 16), offset)));
        });
        return entries;
    }

    /// <summary>The error for an entry that leads nowhere.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="what">What is wrong with it.</param>
    public SlideFormatException Damaged(MiraxIndexEntry entry, string what) => Damaged(_file, entry.Place, what);

    private delegate void ReadEntry(ReadOnlySpan<byte> bytes, long offset);

    private static SlideFormatException Damaged(SlideFile file, long offset, string what) =>
        new(SlideProblem.Damaged, what, file.Path, offset);

    private static int ReadInt(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);

    private void ReadPages(long table, int record, int entryBytes, ReadEntry read)
    {
        var recordOffset = ReadIntAt(table + (4L * record), "an offset in a table");
        if (recordOffset == 0)
        {
            return;
        }

        RequireInside(recordOffset, 8, table + (4L * record), "a record");
        if (ReadIntAt(recordOffset, "a record") != 0)
        {
            throw Damaged(_file, recordOffset, "a record does not start with 0");
        }

        var visited = new HashSet<long>();
        var place = recordOffset + 4L;
        for (long page = ReadIntAt(place, "a record"); page != 0;)
        {
            RequireInside(page, PageHeaderBytes, place, "a page");
            if (!visited.Add(page))
            {
                throw Damaged(_file, place, "the pages of the index lead in a circle");
            }

            if (++_pages > MiraxLimits.MaxPages)
            {
                throw Damaged(_file, place, $"the index has more than {MiraxLimits.MaxPages} pages, the limit");
            }

            var count = ReadIntAt(page, "a page");
            if (count is < 0 or > MiraxLimits.MaxPageEntries)
            {
                throw Damaged(_file, page, $"a page of the index has {count} entries; expected 0 to {MiraxLimits.MaxPageEntries}");
            }

            RequireInside(page, PageHeaderBytes + ((long)count * entryBytes), page, "the entries of a page");
            var bytes = new byte[count * entryBytes];
            _file.ReadExactly(page + PageHeaderBytes, bytes);
            for (var entry = 0; entry < count; entry++)
            {
                var start = entry * entryBytes;
                read(bytes.AsSpan(start, entryBytes), page + PageHeaderBytes + start);
            }

            place = page + 4;
            page = ReadIntAt(place, "a page");
        }
    }

    private MiraxIndexEntry Check(MiraxIndexEntry entry) =>
        entry.Number < 0 ? throw Damaged(entry, "a picture in the index has a number below 0")
        : entry.Offset < 0 ? throw Damaged(entry, "an entry of the index has an offset below 0")
        : entry.Length < 0 ? throw Damaged(entry, "an entry of the index has a length below 0")
        : entry.File < 0 ? throw Damaged(entry, "an entry of the index has a file number below 0")
        : entry;

    private int ReadIntAt(long offset, string what)
    {
        RequireInside(offset, 4, offset, what);
        Span<byte> bytes = stackalloc byte[4];
        _file.ReadExactly(offset, bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private void RequireInside(long offset, long length, long place, string what)
    {
        if (offset < 0 || length > _file.Length - offset)
        {
            throw Damaged(_file, place, $"{what} lies outside the index, which has {_file.Length} bytes (is it cut off?)");
        }
    }
}

/// <summary>An entry of the index.</summary>
/// <param name="Number">Of a picture: row × pictures across + column, in pictures of the camera; 0 for others.</param>
/// <param name="Offset">From the start of the data file.</param>
/// <param name="Length">In bytes.</param>
/// <param name="File">Which data file, 0-based.</param>
/// <param name="Place">Where the entry stands in the index.</param>
internal readonly record struct MiraxIndexEntry(int Number, int Offset, int Length, int File, long Place);
