using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Planting;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>Makes what lies beside the levels - label, macro, preview, texts, positions - with identity in it.</summary>
internal sealed class MiraxPlantings : IDisposable
{
    private const string ScanData = "Scan data layer";
    private const int Quality = 80;

    private readonly MiraxPlan _plan;
    private readonly JpegCodec _codec = new(JpegLimits.Default);
    private readonly ITileEncoder _encoder;
    private readonly SlidePainter _painter;

    /// <summary>For one slide.</summary>
    /// <param name="plan">What is decided.</param>
    public MiraxPlantings(MiraxPlan plan)
    {
        _plan = plan;
        _painter = new SlidePainter(plan.Options.Seed);
        _encoder = new JpegTileEncoder(_codec, new JpegEncodeOptions { Quality = Quality }, sharedTables: false);
    }

    private PlantedIdentity Identity => _plan.Identity;

    private LabelText LabelText => new()
    {
        PatientName = Identity.PatientName,
        PatientID = Identity.PatientID,
        CaseNumber = Identity.CaseNumber,
        Barcode = Identity.Barcode,
        Date = Identity.ScannedAt?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
    };

    private double Aspect => (double)_plan.LevelWidth(0) / _plan.LevelHeight(0);

    /// <summary>Makes the layers.</summary>
    public IReadOnlyList<MiraxLayer> MakeLayers()
    {
        var label = GlassPainter.PaintLabel(400, 380, LabelText);
        var macro = GlassPainter.PaintMacro(1200, 400, label, _painter, Aspect);
        NotePixels("ScanDataLayer_SlideThumbnail", PlantedKind.MacroImage);
        NotePixels(MiraxLayer.Barcode, PlantedKind.LabelImage);
        List<MiraxLayer> layers =
        [
            new MiraxLayer(ScanData,
            [
                Picture("ScanDataLayer_SlideThumbnail", "THUMBNAIL", macro, WithExif("ScanDataLayer_SlideThumbnail", _encoder.Encode(macro))),
                Picture(MiraxLayer.Barcode, "BARCODE", label, WithComment(MiraxLayer.Barcode, _encoder.Encode(label))),
                MakePreview(),
                Text("ScanDataLayer_XMLInfo", ScanData, "Info", ("Operator", Identity.User), ("PatientName", Identity.PatientName)),
                new MiraxLayerValue("ScanDataLayer_Empty", [], []),
            ]),
        ];
        if (_plan.Traits.PositionLayer is { } name)
        {
            var positions = MakePositions();
            layers.Add(new MiraxLayer(name,
            [
                new MiraxLayerValue(
                    _plan.Traits.IsDeflated ? "StitchingIntensityLevel" : "default",
                    [_plan.Traits.IsDeflated ? StoredZlib.Encode(positions) : positions],
                    [("DATA_FORMAT_VERSION", "257")]),
            ]));
        }

        layers.Add(new MiraxLayer("ProfileXML",
        [
            Text("ProfileXML", "ProfileXML", "Profile", ("Name", Identity.User is { } user ? $"{user} 20x" : null), ("Host", Identity.HostName)),
        ]));
        return layers;
    }

    /// <summary>The slide file itself: a preview of the glass with its label, or nothing.</summary>
    public byte[] MakeSlideFile()
    {
        if (_plan.Traits.IsNew)
        {
            return [];
        }

        var label = GlassPainter.PaintLabel(400, 380, LabelText);
        foreach (var text in Texts())
        {
            _plan.Planted.Add("preview, pixels", text.Name, text.Value, PlantedKind.MacroImage);
        }

        return _encoder.Encode(GlassPainter.PaintMacro(600, 200, label, _painter, Aspect));
    }

    /// <summary>A file that somebody put into the slide's folder; null where nothing is planted.</summary>
    public (string Name, byte[] Bytes)? MakeForeignFile()
    {
        if (Identity.PatientName is not { } patient)
        {
            return null;
        }

        const string Name = "Annotations.ini";
        _plan.Planted.Add($"{Name}, file name", "file name", Name, PlantedKind.FileName);
        _plan.Planted.Add($"{Name}, content", "text", $"Patient={patient}", PlantedKind.UnknownKey);
        return (Name, Encoding.UTF8.GetBytes($"[Annotations]\r\nPatient={patient}\r\n"));
    }

    /// <summary>Comments in pictures of the largest level.</summary>
    /// <param name="number">How many pictures of it were written before.</param>
    /// <param name="bytes">A picture.</param>
    public byte[] IntoPicture(int number, byte[] bytes)
    {
        if (_plan.Traits.Format != "JPEG")
        {
            return bytes;
        }

        switch (number)
        {
            case 0 when Identity.User is { } user:
                _plan.Planted.Add("level 0, tile 0, JPEG COM", "COM", $"Scanned by {user}", PlantedKind.Person);
                return JpegPlanting.WithComment(bytes, $"Scanned by {user}");
            case 1 when Identity.PatientName is { } name:
                _plan.Planted.Add("level 0, tile 1, JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
                return JpegPlanting.WithExif(bytes, name);
            case 2 when Identity.PatientID is { } patient:
                _plan.Planted.Add("level 0, tile 2, bytes after EOI", "trailing bytes", patient, PlantedKind.Identifier);
                return JpegPlanting.WithTrailingText(bytes, patient);
            default:
                return bytes;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private static MiraxLayerValue Picture(string name, string prefix, Canvas canvas, byte[] stream) => new(
        name,
        [stream],
        [
            ($"{prefix}_IMAGE_TYPE", "JPEG"),
            ($"{prefix}_IMAGE_WIDTH", canvas.Width.ToString(CultureInfo.InvariantCulture)),
            ($"{prefix}_IMAGE_HEIGHT", canvas.Height.ToString(CultureInfo.InvariantCulture)),
        ]);

    // The canvas of the scanner, without the label.
    private MiraxLayerValue MakePreview()
    {
        var height = Math.Max(16, (int)Math.Round(320 / Aspect));
        var canvas = new Canvas(320, height);
        SlidePainter.PaintOverview(canvas, 0, 0, canvas.Width, canvas.Height, 12, 8);
        return Picture("ScanDataLayer_SlidePreview", "PREVIEW", canvas, _encoder.Encode(canvas));
    }

    private MiraxLayerValue Text(string name, string layer, string element, params (string Name, string? Value)[] attributes)
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><").Append(element);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $" {attribute}=\"{SecurityElement.Escape(value)}\"");
                _plan.Planted.Add($"{layer}, {name}", $"{element}@{attribute}", value, PlantedKind.UnknownKey);
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.Append("/>").ToString());

        // Newer slides have a second piece, which says how long the first is.
        return new MiraxLayerValue(
            name, _plan.Traits.IsNew ? [bytes, new byte[4]] : [bytes], [("XML_LENGTH", bytes.Length.ToString(CultureInfo.InvariantCulture))]);
    }

    private byte[] MakePositions()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        for (var index = 0; index < _plan.Positions.Length; index++)
        {
            var (row, column) = Math.DivRem(index, _plan.PositionColumns);
            var isTaken = _plan.IsTaken(column, row);
            writer.Write((byte)(isTaken ? 1 : 0));
            writer.Write(isTaken ? _plan.Positions[index].X / _plan.FirstScale : 0);
            writer.Write(isTaken ? _plan.Positions[index].Y / _plan.FirstScale : 0);
        }

        return stream.ToArray();
    }

    private byte[] WithComment(string value, byte[] bytes)
    {
        if (Identity.HostName is not { } host)
        {
            return bytes;
        }

        _plan.Planted.Add($"{ScanData}, {value}, JPEG COM", "COM", host, PlantedKind.Serial);
        return JpegPlanting.WithComment(bytes, host);
    }

    private byte[] WithExif(string value, byte[] bytes)
    {
        if (Identity.PatientName is not { } name)
        {
            return bytes;
        }

        _plan.Planted.Add($"{ScanData}, {value}, JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
        return JpegPlanting.WithExif(bytes, name);
    }

    private void NotePixels(string value, PlantedKind kind)
    {
        foreach (var text in Texts())
        {
            _plan.Planted.Add($"{ScanData}, {value}, pixels", text.Name, text.Value, kind);
        }
    }

    private IEnumerable<(string Name, string? Value)> Texts() =>
    [
        ("patient name", LabelText.PatientName), ("patient ID", LabelText.PatientID), ("case number", LabelText.CaseNumber),
        ("date", LabelText.Date), ("barcode", LabelText.Barcode),
    ];
}
