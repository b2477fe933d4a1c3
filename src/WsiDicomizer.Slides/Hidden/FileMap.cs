
namespace WsiDicomizer.Slides.Hidden;

/// <summary>What the structures of one file refer to: everything else in it is a gap.</summary>
/// <param name="file">The file.</param>
/// <param name="fileIndex">Which of <see cref="Slide.Files"/> it is, 0-based.</param>
/// <param name="limits">How many pieces there may be.</param>
internal sealed class FileMap(SlideFile file, int fileIndex, HiddenIdentityLimits limits)
{
    private readonly List<FilePiece> _pieces = [];
    private readonly List<string> _places = [];

    /// <summary>The file.</summary>
    public SlideFile File => file;

    /// <summary>Which of <see cref="Slide.Files"/> it is, 0-based.</summary>
    public int FileIndex => fileIndex;

    /// <summary>Whether the pieces are all that anything refers to, so that other bytes are searched.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The streams, in the order in which they were added.</summary>
    public IEnumerable<StoredStream> Streams => _pieces.Where(piece => piece.Role == FilePieceRole.Stream).Select(Describe);

    /// <summary>The map of a file that is one picture.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/> it is, 0-based.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="limits">How many pieces there may be.</param>
    public static FileMap OfPicture(SlideFile file, int fileIndex, TileCompression compression, HiddenIdentityLimits limits)
    {
        var map = new FileMap(file, fileIndex, limits);
        map.AddStream(map.AddPlace("whole file"), -1, new ByteRange(0, file.Length), compression);
        return map;
    }

    /// <summary>Adds a name for what streams are part of.</summary>
    /// <param name="place">E.g. <c>page 2, tile</c>.</param>
    public int AddPlace(string place)
    {
        _places.Add(place);
        return _places.Count - 1;
    }

    /// <summary>Adds a header, directory, table or value.</summary>
    /// <param name="range">Its bytes; what lies beyond the end of the file is left out.</param>
    public void AddStructure(ByteRange range) => Add(new FilePiece(range, FilePieceRole.Structure, default, -1, -1));

    /// <summary>Adds a stream.</summary>
    /// <param name="place">Of <see cref="AddPlace"/>.</param>
    /// <param name="number">The how manieth of the place, 0-based; below 0 where there is but one.</param>
    /// <param name="range">Its bytes; what lies beyond the end of the file is left out.</param>
    /// <param name="compression">How it is compressed.</param>
    public void AddStream(int place, int number, ByteRange range, TileCompression compression) =>
        Add(new FilePiece(range, FilePieceRole.Stream, compression, place, number));

    /// <summary>Adds room inside a structure that nothing is said to be in.</summary>
    /// <param name="place">Of <see cref="AddPlace"/>.</param>
    /// <param name="number">The how manieth of the place, 0-based.</param>
    /// <param name="range">Its bytes; may have none.</param>
    public void AddSlack(int place, int number, ByteRange range) => Add(new FilePiece(range, FilePieceRole.Slack, default, place, number));

    /// <summary>The pieces by their place in the file.</summary>
    public IReadOnlyList<FilePiece> Sort()
    {
        var sorted = _pieces.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>A piece in words.</summary>
    /// <param name="piece">A stream or slack.</param>
    public StoredStream Describe(FilePiece piece) =>
        new(fileIndex, piece.Range, piece.Compression, _places[piece.Place], piece.Number);

    private void Add(FilePiece piece)
    {
        if (_pieces.Count >= limits.MaxPieces)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has more tiles and structures than {limits.MaxPieces}, the limit of the search for identity in them",
                file.Path,
                piece.Range.Offset);
        }

        var end = Math.Min(piece.Range.End, file.Length);
        if (end > piece.Range.Offset)
        {
            _pieces.Add(piece with { Range = new ByteRange(piece.Range.Offset, end - piece.Range.Offset) });
        }
    }
}
