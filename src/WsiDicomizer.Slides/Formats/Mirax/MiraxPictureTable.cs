namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>The stored pictures of a level, row by row, and the run of bytes that they make.</summary>
internal sealed class MiraxPictureTable
{
    private readonly MiraxPicture[] _pictures;
    private readonly long[] _starts;
    private readonly IReadOnlyList<SlideFile> _dataFiles;

    private MiraxPictureTable(MiraxPicture[] pictures, IReadOnlyList<SlideFile> dataFiles)
    {
        _pictures = pictures;
        _dataFiles = dataFiles;
        _starts = new long[pictures.Length + 1];
        for (var index = 0; index < pictures.Length; index++)
        {
            _starts[index + 1] = _starts[index] + pictures[index].Length;
        }
    }

    /// <summary>The number of pictures.</summary>
    public int Count => _pictures.Length;

    /// <summary>The bytes of all pictures.</summary>
    public long TotalBytes => _starts[^1];

    /// <summary>A picture.</summary>
    /// <param name="index">0-based, row by row.</param>
    public MiraxPicture this[int index] => _pictures[index];

    /// <summary>Reads the table of a level.</summary>
    /// <param name="structure">What Slidedat.ini says.</param>
    /// <param name="index">The index.</param>
    /// <param name="level">The level, 0-based.</param>
    /// <param name="concat">How many pictures of the camera a stored picture has on each side.</param>
    /// <param name="dataFiles">The data files.</param>
    /// <exception cref="SlideFormatException">A picture lies off the grid or outside its file.</exception>
    public static MiraxPictureTable Read(
        MiraxStructure structure, MiraxIndex index, int level, int concat, IReadOnlyList<SlideFile> dataFiles)
    {
        var entries = index.ReadPictures(structure.FirstLevelRecord + level);
        var pictures = new Dictionary<int, MiraxPicture>(entries.Count);
        foreach (var entry in entries)
        {
            MiraxLayers.RequireInside(index, dataFiles, entry);
            var (row, column) = Math.DivRem(entry.Number, structure.ImageColumns);
            if (row >= structure.ImageRows)
            {
                throw index.Damaged(entry, $"a picture of level {level} lies in row {row}; IMAGENUMBER_Y is {structure.ImageRows}");
            }

            if (row % concat != 0 || column % concat != 0)
            {
                throw index.Damaged(
                    entry, $"a picture of level {level} lies in column {column} and row {row}; expected multiples of {concat}");
            }

            pictures[entry.Number] = new MiraxPicture(column, row, entry.File, entry.Offset, entry.Length);
        }

        return new MiraxPictureTable(
            [.. pictures.Values.OrderBy(picture => picture.Row).ThenBy(picture => picture.Column)], dataFiles);
    }

    /// <summary>Where a picture lies in the run.</summary>
    /// <param name="index">0-based, row by row.</param>
    public ByteRange RangeOf(int index) => new(_starts[index], _pictures[index].Length);

    /// <summary>Reads bytes of the run.</summary>
    /// <param name="offset">From its start.</param>
    /// <param name="destination">Filled completely; the caller stays inside the run.</param>
    public void ReadBytes(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + destination.Length, TotalBytes);
        var found = Array.BinarySearch(_starts, offset);
        for (var index = found >= 0 ? found : ~found - 1; !destination.IsEmpty; index++)
        {
            var skipped = (int)(offset - _starts[index]);
            var count = Math.Min(destination.Length, _pictures[index].Length - skipped);
            if (count > 0)
            {
                _dataFiles[_pictures[index].File].ReadExactly(_pictures[index].Offset + (long)skipped, destination[..count]);
                destination = destination[count..];
                offset += count;
            }
        }
    }

    /// <summary>Reads a picture's stream.</summary>
    /// <param name="index">0-based, row by row.</param>
    public byte[] Read(int index)
    {
        var bytes = new byte[_pictures[index].Length];
        _dataFiles[_pictures[index].File].ReadExactly(_pictures[index].Offset, bytes);
        return bytes;
    }

    /// <summary>The path of the file that a picture is in.</summary>
    /// <param name="index">0-based, row by row.</param>
    public string PathOf(int index) => _dataFiles[_pictures[index].File].Path;
}

/// <summary>A stored picture.</summary>
/// <param name="Column">Its left column, in pictures of the camera.</param>
/// <param name="Row">Its upper row, in pictures of the camera.</param>
/// <param name="File">Which data file, 0-based.</param>
/// <param name="Offset">From the start of that file.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct MiraxPicture(int Column, int Row, int File, int Offset, int Length);
