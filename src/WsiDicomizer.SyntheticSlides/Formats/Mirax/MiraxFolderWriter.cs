using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>Writes the folder of a slide: a data file for each level, one for the layers, the index, Slidedat.ini.</summary>
internal sealed class MiraxFolderWriter : IDisposable
{
    private const int Quality = 85;

    private readonly MiraxPlan _plan;
    private readonly MiraxPlantings _plantings;
    private readonly string _folder;
    private readonly JpegCodec _codec = new(JpegLimits.Default);

    /// <summary>Prepares to write.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="plantings">What lies beside the levels.</param>
    /// <param name="folder">Where; it exists.</param>
    public MiraxFolderWriter(MiraxPlan plan, MiraxPlantings plantings, string folder)
    {
        _plan = plan;
        _plantings = plantings;
        _folder = folder;
    }

    /// <summary>Writes everything.</summary>
    /// <returns>The levels as Slidedat.ini gives them.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(CancellationToken cancellationToken)
    {
        var layers = _plantings.MakeLayers();
        using var index = new MiraxIndexWriter(_plan.Levels, layers.Sum(layer => layer.Values.Count));
        WriteData(layers, index, cancellationToken);
        File.WriteAllBytes(Path.Combine(_folder, "Index.dat"), index.Write(_plan.SlideId));
        _plan.Planted.Add("Index.dat, SLIDE_ID", "SLIDE_ID", _plan.SlideId, PlantedKind.Identifier);
        var names = Enumerable.Range(0, _plan.Levels + 1).Select(MiraxDataFile.NameOf).ToList();
        File.WriteAllBytes(Path.Combine(_folder, "Slidedat.ini"), new MiraxSlidedatWriter(_plan).Write(layers, names));
        if (_plantings.MakeForeignFile() is { } foreign)
        {
            File.WriteAllBytes(Path.Combine(_folder, foreign.Name), foreign.Bytes);
        }

        return
        [
            .. Enumerable.Range(0, _plan.Levels).Select(level => new AnswerKeyLevel
            {
                Page = level,
                Width = _plan.LevelWidth(level),
                Height = _plan.LevelHeight(level),
                TileWidth = _plan.Traits.PictureWidth,
                TileHeight = _plan.Traits.PictureHeight,
            }),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private void WriteData(IReadOnlyList<MiraxLayer> layers, MiraxIndexWriter index, CancellationToken cancellationToken)
    {
        List<MiraxDataFile> files = [];
        try
        {
            for (var file = 0; file <= _plan.Levels; file++)
            {
                files.Add(new MiraxDataFile(_plan, _folder, file));
            }

            var written = 0;
            new MiraxPictures(_plan, CreateEncoder(), (level, number, bytes) =>
            {
                var planted = level == 0 ? _plantings.IntoPicture(written++, bytes) : bytes;
                index.AddPicture(level, number, files[level].Append(planted));
            }).Make(cancellationToken);
            var value = 0;
            foreach (var pieces in layers.SelectMany(layer => layer.Values).Select(item => item.Pieces))
            {
                foreach (var piece in pieces)
                {
                    index.AddPiece(value, files[^1].Append(piece));
                }

                value++;
            }

            WriteSlack(files[^1]);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private ITileEncoder CreateEncoder() => _plan.Traits.Format switch
    {
        "PNG" => new PngTileEncoder(),
        "BMP24" => new BitmapTileEncoder(),
        _ => new JpegTileEncoder(_codec, new JpegEncodeOptions { Quality = Quality }, sharedTables: false),
    };

    private void WriteSlack(MiraxDataFile file)
    {
        if (_plan.Identity.CaseNumber is { } number)
        {
            var place = file.Append(Encoding.UTF8.GetBytes($"<Case>{number}</Case>"));
            _plan.Planted.Add(
                string.Create(CultureInfo.InvariantCulture, $"{file.Name}, offset {place.Offset}, between structures"),
                "Case",
                number,
                PlantedKind.Identifier);
        }
    }
}
