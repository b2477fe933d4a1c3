namespace WsiDicomizer.Slides.Hidden;

/// <summary>Finds identity in the streams of a file, and in the bytes that nothing refers to.</summary>
/// <remarks>
/// The pieces are gone through in the order of the file, so that the end of a tile and the head of the next are one small
/// read. A stream that is damaged is left at the damage: decoding reports it.
/// </remarks>
internal sealed class HiddenIdentityFinder
{
    private const string Gap = "between structures";

    private readonly FileMap _map;
    private readonly WindowedReader _reader;
    private readonly HiddenBytes _bytes;
    private readonly JpegStreamSearch _jpeg;
    private readonly Jpeg2000StreamSearch _jpeg2000;
    private readonly PngStreamSearch _png;

    /// <summary>Makes a finder.</summary>
    /// <param name="map">What the file's structures refer to.</param>
    /// <param name="limits">What it may cost.</param>
    public HiddenIdentityFinder(FileMap map, HiddenIdentityLimits limits)
    {
        _map = map;
        _reader = new WindowedReader(map.File, limits);
        _bytes = new HiddenBytes(_reader, map.FileIndex, limits);
        _jpeg = new JpegStreamSearch(_reader, _bytes, limits);
        _jpeg2000 = new Jpeg2000StreamSearch(_reader, _bytes, limits);
        _png = new PngStreamSearch(_reader, _bytes, limits);
    }

    /// <summary>The bytes that were read so far.</summary>
    public long BytesRead => _reader.BytesRead;

    /// <summary>Finds the records, in the order of the file.</summary>
    /// <exception cref="SlideFormatException">The file cannot be read any more, or tiles lie upon each other.</exception>
    public IEnumerable<IdentityRecord> Find()
    {
        List<IdentityRecord> found = [];
        var covered = 0L;
        var last = default(ByteRange);
        foreach (var piece in _map.Sort())
        {
            if (_map.IsComplete && piece.Range.Offset > covered)
            {
                _bytes.FindRuns(Gap, new ByteRange(covered, piece.Range.Offset - covered), found);
            }

            if (piece.Role == FilePieceRole.Slack)
            {
                _bytes.FindRuns(_map.Describe(piece).Location, piece.Range, found);
            }
            else if (piece.Role == FilePieceRole.Stream && piece.Range != last)
            {
                // Tiles that show the same may share one stream.
                last = piece.Range;
                Search(piece, found);
            }

            covered = Math.Max(covered, piece.Range.End);
            foreach (var record in found)
            {
                yield return record;
            }

            found.Clear();
        }

        if (_map.IsComplete && covered < _map.File.Length)
        {
            _bytes.FindRuns(Gap, new ByteRange(covered, _map.File.Length - covered), found);
        }

        foreach (var record in found)
        {
            yield return record;
        }
    }

    private void Search(FilePiece piece, List<IdentityRecord> found)
    {
        var stream = _map.Describe(piece);
        switch (piece.Compression)
        {
            case TileCompression.Jpeg:
                _jpeg.Search(stream, found);
                break;
            case TileCompression.Jpeg2000:
                _jpeg2000.Search(stream, found);
                break;
            case TileCompression.Png:
                _png.Search(stream, found);
                break;
            default:
                break;
        }
    }
}
