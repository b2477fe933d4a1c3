using System.Globalization;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>What Slidedat.ini says: the levels, the layers beside them, and the names of the files.</summary>
/// <remarks>Slides of fluorescence, of several channels or several focal planes are refused: nothing is left out without a word.</remarks>
internal sealed class MiraxStructure
{
    private MiraxStructure(MiraxIni ini, MiraxLevelSection[] levels, int firstRecord, IReadOnlyList<MiraxLayerValue> layers)
    {
        Ini = ini;
        Levels = levels;
        FirstLevelRecord = firstRecord;
        LayerValues = layers;
        SlideId = ini.Get(MiraxNames.General, "SLIDE_ID");
        IndexFile = ini.Get(MiraxNames.Hierarchical, "INDEXFILE");
        ImageColumns = ini.GetInteger(MiraxNames.General, "IMAGENUMBER_X", 1, MiraxLimits.MaxImageNumber);
        ImageRows = ini.GetInteger(MiraxNames.General, "IMAGENUMBER_Y", 1, MiraxLimits.MaxImageNumber);
        Divisions = ini.Find(MiraxNames.General, "CameraImageDivisionsPerSide") is { Value.Length: > 0 }
            ? ini.GetInteger(MiraxNames.General, "CameraImageDivisionsPerSide", 1, 1024)
            : 1;
        var files = ini.GetInteger(MiraxNames.DataFile, "FILE_COUNT", 1, MiraxLimits.MaxDataFiles);
        DataFiles = [.. Enumerable.Range(0, files).Select(file => ini.Get(MiraxNames.DataFile, Numbered($"FILE_{file}")))];
    }

    /// <summary>The file.</summary>
    public MiraxIni Ini { get; }

    /// <summary>The identifier that all files of the slide carry.</summary>
    public MiraxIniEntry SlideId { get; }

    /// <summary>The name of the index.</summary>
    public MiraxIniEntry IndexFile { get; }

    /// <summary>The names of the data files.</summary>
    public IReadOnlyList<MiraxIniEntry> DataFiles { get; }

    /// <summary>Pictures across, as the camera took and divided them.</summary>
    public int ImageColumns { get; }

    /// <summary>Pictures down.</summary>
    public int ImageRows { get; }

    /// <summary>Into how many pictures each side of a photograph is divided.</summary>
    public int Divisions { get; }

    /// <summary>The zoom levels, largest first; at least one.</summary>
    public IReadOnlyList<MiraxLevelSection> Levels { get; }

    /// <summary>The position of the first zoom level in the table of the index.</summary>
    public int FirstLevelRecord { get; }

    /// <summary>The values of all layers; the position in the list is that in the table of the index.</summary>
    public IReadOnlyList<MiraxLayerValue> LayerValues { get; }

    /// <summary>Reads what Slidedat.ini says.</summary>
    /// <param name="ini">The file.</param>
    /// <exception cref="SlideFormatException">It is damaged, or the slide is of a kind that is not supported.</exception>
    public static MiraxStructure Read(MiraxIni ini)
    {
        var hierarchies = ReadNames(ini, "HIER", least: 1);
        var zoom = hierarchies.FindIndex(hierarchy => hierarchy.Name == MiraxNames.ZoomLevels);
        if (zoom < 0)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, $"Slidedat.ini has no hierarchy named \"{MiraxNames.ZoomLevels}\"", ini.Path);
        }

        RequireBrightfield(ini, hierarchies);
        var firstRecord = hierarchies.Take(zoom).Sum(hierarchy => hierarchy.Count);
        var count = hierarchies[zoom].Count;
        if (count is < 1 or > MiraxLimits.MaxLevels)
        {
            throw ini.Damaged(
                ini.Get(MiraxNames.Hierarchical, Numbered($"HIER_{zoom}_COUNT")), $"is not from 1 to {MiraxLimits.MaxLevels}");
        }

        var levels = new MiraxLevelSection[count];
        for (var level = 0; level < count; level++)
        {
            var section = ini.Get(MiraxNames.Hierarchical, Numbered($"HIER_{zoom}_VAL_{level}_SECTION")).Value;
            levels[level] = MiraxLevelSection.Read(ini, section, level);
        }

        return new MiraxStructure(ini, levels, firstRecord, ReadLayerValues(ini, ReadNames(ini, "NONHIER", least: 0)));
    }

    /// <summary>The position of a layer's first value among those of all layers; null where there is no such layer.</summary>
    /// <param name="name">The layer's name.</param>
    public int? FindLayer(string name)
    {
        for (var record = 0; record < LayerValues.Count; record++)
        {
            if (LayerValues[record].Layer == name)
            {
                return record;
            }
        }

        return null;
    }

    /// <summary>A key with numbers in it.</summary>
    private static string Numbered(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static List<(string Name, int Count)> ReadNames(MiraxIni ini, string prefix, int least)
    {
        var count = ini.GetInteger(MiraxNames.Hierarchical, $"{prefix}_COUNT", least, MiraxLimits.MaxLayers);
        List<(string, int)> names = [];
        var values = 0;
        for (var index = 0; index < count; index++)
        {
            var name = ini.Get(MiraxNames.Hierarchical, Numbered($"{prefix}_{index}_NAME")).Value;
            var key = Numbered($"{prefix}_{index}_COUNT");
            var valueCount = ini.GetInteger(MiraxNames.Hierarchical, key, 0, MiraxLimits.MaxValues);
            values += valueCount;
            if (values > MiraxLimits.MaxValues)
            {
                throw ini.Damaged(
                    ini.Get(MiraxNames.Hierarchical, key), $"brings the values to more than {MiraxLimits.MaxValues}, the limit");
            }

            names.Add((name, valueCount));
        }

        return names;
    }

    private static List<MiraxLayerValue> ReadLayerValues(MiraxIni ini, List<(string Name, int Count)> layers)
    {
        List<MiraxLayerValue> values = [];
        for (var layer = 0; layer < layers.Count; layer++)
        {
            for (var value = 0; value < layers[layer].Count; value++)
            {
                var key = Numbered($"NONHIER_{layer}_VAL_{value}");
                values.Add(new MiraxLayerValue(
                    layers[layer].Name,
                    ini.Get(MiraxNames.Hierarchical, key).Value,
                    ini.Find(MiraxNames.Hierarchical, $"{key}_SECTION")?.Value ?? string.Empty));
            }
        }

        return values;
    }

    private static void RequireBrightfield(MiraxIni ini, List<(string Name, int Count)> hierarchies)
    {
        if (ini.Find(MiraxNames.General, "SLIDE_TYPE") is { Value.Length: > 0 } type
            && !type.Value.EndsWith("BRIGHTFIELD", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported(ini, type, "is not SLIDE_TYPE_BRIGHTFIELD: fluorescence is not supported");
        }

        for (var index = 0; index < hierarchies.Count; index++)
        {
            var (name, count) = hierarchies[index];
            if (count > 1 && MiraxNames.FocusLevels.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Unsupported(
                    ini,
                    ini.Get(MiraxNames.Hierarchical, Numbered($"HIER_{index}_COUNT")),
                    "is above 1: the slide has several focal planes, which are not supported");
            }

            if (name == MiraxNames.FilterLevels)
            {
                RequireOneFilter(ini, index, count);
            }
        }
    }

    // Bright field has three filter levels, which are the colours of the same picture: all have their data in the first.
    private static void RequireOneFilter(MiraxIni ini, int hierarchy, int count)
    {
        var first = ini.Find(MiraxNames.Hierarchical, Numbered($"HIER_{hierarchy}_VAL_0"))?.Value;
        for (var filter = 0; filter < count; filter++)
        {
            var section = ini.Find(MiraxNames.Hierarchical, Numbered($"HIER_{hierarchy}_VAL_{filter}_SECTION"))?.Value;
            if (section is not null
                && ini.Find(section, "DATA_IN_THIS_FILTER_LEVEL") is { Value.Length: > 0 } data && data.Value != first)
            {
                throw Unsupported(ini, data, "names a further filter level: fluorescence is not supported");
            }
        }
    }

    private static SlideFormatException Unsupported(MiraxIni ini, MiraxIniEntry entry, string what) => new(
        SlideProblem.Unsupported, $"[{entry.Section}] {entry.Key} {what}", ini.Path, entry.Range.Offset);
}

/// <summary>A value of a layer: a picture, a text or a table in the data files.</summary>
/// <param name="Layer">The layer's name, e.g. <c>Scan data layer</c>.</param>
/// <param name="Name">Its name, e.g. <c>ScanDataLayer_SlideBarcode</c>.</param>
/// <param name="Section">The section that describes it; empty where none does.</param>
internal sealed record MiraxLayerValue(string Layer, string Name, string Section);
