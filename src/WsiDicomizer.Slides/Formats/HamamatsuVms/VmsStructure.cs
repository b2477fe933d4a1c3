using System.Globalization;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>Which files make up the slide: the grid of each layer, the map, the macro, the table of restart markers.</summary>
/// <remarks>
/// Files are opened once. A file that the index names and that is not there refuses the slide: nothing is left out without a
/// word; the table of restart markers (OptimisationFile) is only a help, and may be missing.
/// </remarks>
internal sealed class VmsStructure : IDisposable
{
    private readonly List<SlideFile> _files = [];

    private VmsStructure(SlideFile indexFile, VmsIndex index)
    {
        _files.Add(indexFile);
        Index = index;
    }

    /// <summary>The index.</summary>
    public VmsIndex Index { get; }

    /// <summary>All files, the index first.</summary>
    public IReadOnlyList<SlideFile> Files => _files;

    /// <summary>Image files across.</summary>
    public int Columns { get; private set; }

    /// <summary>Image files down.</summary>
    public int Rows { get; private set; }

    /// <summary>The image files of each layer, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<SlideFile>> Layers { get; private set; } = [];

    /// <summary>The next smaller level of the first layer; null where there is none.</summary>
    public SlideFile? Map { get; private set; }

    /// <summary>The picture of the glass; null where there is none.</summary>
    public SlideFile? Macro { get; private set; }

    /// <summary>Reads the index and opens what it names.</summary>
    /// <param name="file">The index; closed with the structure only when this has succeeded.</param>
    /// <exception cref="SlideFormatException">The index is damaged, or a file is not there.</exception>
    public static VmsStructure Read(SlideFile file)
    {
        var structure = new VmsStructure(file, VmsIndex.Read(file));
        try
        {
            structure.Open();
            return structure;
        }
        catch (Exception)
        {
            structure.Dispose();
            throw;
        }
    }

    /// <summary>Closes all files but the index, which its opener closes.</summary>
    public void Dispose()
    {
        foreach (var file in _files.Skip(1))
        {
            file.Dispose();
        }
    }

    private void Open()
    {
        Columns = Index.ReadCount("NoJpegColumns", 1, VmsLimits.MaxGridSide, 1);
        Rows = Index.ReadCount("NoJpegRows", 1, VmsLimits.MaxGridSide, 1);
        var layers = Index.ReadCount("NoLayers", 1, VmsLimits.MaxLayers, 1);
        if ((long)Columns * Rows * layers > VmsLimits.MaxImages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the index names {(long)Columns * Rows * layers} image files; the limit is {VmsLimits.MaxImages}",
                _files[0].Path);
        }

        if (Index.IsUncompressed && Columns * Rows > 1)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported, "the slide is an uncompressed one (VMU) in several files; supported is one", _files[0].Path);
        }

        Layers = [.. Enumerable.Range(0, layers).Select(layer => OpenLayer(layer, layers))];
        Map = TryOpen("MapFile");
        Macro = TryOpen("MacroImage");
        if (Index.FindFile("OptimisationFile") is { } path && File.Exists(path))
        {
            _files.Add(SlideFile.Open(path));
        }
    }

    private List<SlideFile> OpenLayer(int layer, int layers)
    {
        var files = new List<SlideFile>(Columns * Rows);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var key = GetKey(layer, column, row);
                files.Add(TryOpen(key) ?? (layers > 1 ? TryOpen(GetFullKey(layer, column, row)) : null) ?? throw Index.Missing(key));
            }
        }

        return files;
    }

    // The first image has no numbers, the others their column and row, with several layers the layer before them.
    private static string GetKey(int layer, int column, int row) =>
        layer > 0 ? GetFullKey(layer, column, row)
        : column == 0 && row == 0 ? "ImageFile"
        : string.Create(CultureInfo.InvariantCulture, $"ImageFile({column},{row})");

    private static string GetFullKey(int layer, int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"ImageFile({layer},{column},{row})");

    private SlideFile? TryOpen(string key)
    {
        if (Index.FindFile(key) is not { } path)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            throw Index.Lost(key);
        }

        try
        {
            var file = SlideFile.Open(path);
            _files.Add(file);
            return file;
        }
        catch (SlideFormatException exception)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the index names this file ({key}), and it cannot be opened",
                path,
                innerException: exception);
        }
    }
}
