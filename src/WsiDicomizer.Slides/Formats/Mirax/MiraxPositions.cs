using System.Buffers.Binary;
using System.IO.Compression;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Where the camera stood for each photograph, in pixels of the camera; formats.md 4.4.</summary>
internal sealed class MiraxPositions
{
    private const int RecordBytes = 9;

    private readonly int[]? _buffer;
    private readonly double _advanceX;
    private readonly double _advanceY;
    private readonly int _scale;

    private MiraxPositions(int columns, int rows, int[]? buffer, int scale, double advanceX, double advanceY)
    {
        Columns = columns;
        Rows = rows;
        _buffer = buffer;
        _scale = scale;
        _advanceX = advanceX;
        _advanceY = advanceY;
    }

    /// <summary>Positions across.</summary>
    public int Columns { get; }

    /// <summary>Positions down.</summary>
    public int Rows { get; }

    /// <summary>Whether the scanner measured them.</summary>
    public bool AreMeasured => _buffer is not null;

    /// <summary>Reads the positions; where the slide has none, they are where the overlaps say.</summary>
    /// <param name="structure">What Slidedat.ini says.</param>
    /// <param name="layers">The data of the layers.</param>
    /// <exception cref="SlideFormatException">They are damaged.</exception>
    public static MiraxPositions Read(MiraxStructure structure, MiraxLayers layers)
    {
        var columns = structure.ImageColumns / structure.Divisions;
        var rows = structure.ImageRows / structure.Divisions;
        if (columns < 1 || rows < 1 || (long)columns * rows > MiraxLimits.MaxPositions)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"IMAGENUMBER_X and _Y and CameraImageDivisionsPerSide give {columns} by {rows} camera positions; "
                + $"expected 1 to {MiraxLimits.MaxPositions}",
                structure.Ini.Path);
        }

        var level = structure.Levels[0];
        var buffer = ReadBuffer(structure, layers, columns * rows);

        // As in OpenSlide, the fraction of an overlap counts once for each photograph, and positions are whole pixels.
        return new MiraxPositions(
            columns,
            rows,
            buffer,
            1 << level.ConcatFactor,
            (level.PictureSize.Width * structure.Divisions) - level.OverlapX,
            (level.PictureSize.Height * structure.Divisions) - level.OverlapY);
    }

    /// <summary>The left and upper edge of a photograph.</summary>
    /// <param name="column">0-based.</param>
    /// <param name="row">0-based.</param>
    public (long X, long Y) this[int column, int row]
    {
        get
        {
            var index = 2 * ((row * Columns) + column);
            return _buffer is null
                ? ((long)(column * _advanceX), (long)(row * _advanceY))
                : ((long)_buffer[index] * _scale, (long)_buffer[index + 1] * _scale);
        }
    }

    private static int[]? ReadBuffer(MiraxStructure structure, MiraxLayers layers, int count)
    {
        var isDeflated = false;
        if (structure.FindLayer(MiraxNames.PositionLayer) is not { } record)
        {
            if (structure.FindLayer(MiraxNames.StitchingLayer) is not { } stitching)
            {
                return null;
            }

            record = stitching;
            isDeflated = true;
        }

        if (layers.Pieces(record) is not [var piece, ..])
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, "Slidedat.ini has a layer of camera positions, but the index has no data of it", structure.Ini.Path);
        }

        var stored = layers.Read(piece);
        var bytes = isDeflated ? Inflate(layers, piece, stored, count * RecordBytes) : stored;
        return bytes.Length == count * RecordBytes
            ? Parse(layers, piece, bytes, count)
            : throw layers.Damaged(piece, $"the camera positions have {bytes.Length} bytes; expected {count} of {RecordBytes}");
    }

    private static byte[] Inflate(MiraxLayers layers, MiraxIndexEntry piece, byte[] stored, int length)
    {
        var bytes = new byte[length];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(stored, writable: false), CompressionMode.Decompress);
            return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length && stream.ReadByte() < 0
                ? bytes
                : throw layers.Damaged(piece, $"the deflated camera positions do not give {length} bytes");
        }
        catch (InvalidDataException exception)
        {
            throw layers.Damaged(piece, "the camera positions are no zlib stream", exception);
        }
    }

    private static int[] Parse(MiraxLayers layers, MiraxIndexEntry piece, byte[] bytes, int count)
    {
        var positions = new int[2 * count];
        for (var index = 0; index < count; index++)
        {
            var record = bytes.AsSpan(index * RecordBytes, RecordBytes);
            if (record[0] > 1)
            {
                throw layers.Damaged(piece, $"camera position {index} has a flag that is not 0 or 1");
            }

            positions[2 * index] = BinaryPrimitives.ReadInt32LittleEndian(record[1..]);
            positions[(2 * index) + 1] = BinaryPrimitives.ReadInt32LittleEndian(record[5..]);
        }

        return positions;
    }
}
