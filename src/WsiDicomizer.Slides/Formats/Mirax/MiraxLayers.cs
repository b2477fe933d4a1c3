namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>The data files, and what the layers have in them.</summary>
internal sealed class MiraxLayers
{
    private readonly IReadOnlyList<SlideFile> _dataFiles;
    private readonly IReadOnlyList<MiraxIndexEntry>[] _pieces;

    /// <summary>Reads where the data of each layer's value is.</summary>
    /// <param name="structure">What Slidedat.ini says.</param>
    /// <param name="index">The index.</param>
    /// <param name="dataFiles">The data files, in the order of Slidedat.ini.</param>
    /// <exception cref="SlideFormatException">The index is damaged, or leads out of a data file.</exception>
    public MiraxLayers(MiraxStructure structure, MiraxIndex index, IReadOnlyList<SlideFile> dataFiles)
    {
        _dataFiles = dataFiles;
        Values = structure.LayerValues;
        _pieces = new IReadOnlyList<MiraxIndexEntry>[structure.LayerValues.Count];
        for (var record = 0; record < _pieces.Length; record++)
        {
            _pieces[record] = index.ReadLayer(record);
            foreach (var piece in _pieces[record])
            {
                RequireInside(index, dataFiles, piece);
            }
        }
    }

    /// <summary>The values of all layers.</summary>
    public IReadOnlyList<MiraxLayerValue> Values { get; }

    /// <summary>Finds where each data file's header ends: at the first picture or piece of a layer; else at the end of the file.</summary>
    /// <param name="pyramid">The pictures.</param>
    public long[] FindHeaderEnds(MiraxPyramid pyramid)
    {
        var ends = _dataFiles.Select(file => file.Length).ToArray();
        foreach (var piece in _pieces.SelectMany(pieces => pieces))
        {
            ends[piece.File] = Math.Min(ends[piece.File], piece.Offset);
        }

        foreach (var pictures in pyramid.Levels.Select(level => level.Pictures))
        {
            for (var picture = 0; picture < pictures.Count; picture++)
            {
                ends[pictures[picture].File] = Math.Min(ends[pictures[picture].File], pictures[picture].Offset);
            }
        }

        return ends;
    }

    /// <summary>The pieces of a value's data.</summary>
    /// <param name="record">The position of the value among those of all layers.</param>
    public IReadOnlyList<MiraxIndexEntry> Pieces(int record) => _pieces[record];

    /// <summary>Reads a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <exception cref="SlideFormatException">It is larger than the limits, or cannot be read.</exception>
    public byte[] Read(MiraxIndexEntry piece)
    {
        if (piece.Length > MiraxLimits.MaxBlobBytes)
        {
            throw Damaged(piece, $"a layer has data of {piece.Length} bytes; the limit is {MiraxLimits.MaxBlobBytes}");
        }

        var bytes = new byte[piece.Length];
        _dataFiles[piece.File].ReadExactly(piece.Offset, bytes);
        return bytes;
    }

    /// <summary>The error for data that is wrong.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public SlideFormatException Damaged(MiraxIndexEntry piece, string what, Exception? innerException = null) => new(
        SlideProblem.Damaged, what, _dataFiles[piece.File].Path, piece.Offset, innerException);

    /// <summary>Requires that an entry of the index lies in its data file.</summary>
    /// <param name="index">The index.</param>
    /// <param name="dataFiles">The data files.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="SlideFormatException">It does not.</exception>
    public static void RequireInside(MiraxIndex index, IReadOnlyList<SlideFile> dataFiles, MiraxIndexEntry entry)
    {
        if (entry.File >= dataFiles.Count)
        {
            throw index.Damaged(entry, $"an entry of the index names data file {entry.File}; Slidedat.ini lists {dataFiles.Count}");
        }

        if (entry.Length > dataFiles[entry.File].Length - entry.Offset)
        {
            throw index.Damaged(
                entry,
                $"an entry of the index ends behind data file {entry.File}, which has {dataFiles[entry.File].Length} bytes (is it cut off?)");
        }
    }
}
