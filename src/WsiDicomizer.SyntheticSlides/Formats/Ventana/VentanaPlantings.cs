using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>Plants the identity in the places of a Ventana file outside its XML, and notes each in the answer key.</summary>
internal sealed class VentanaPlantings
{
    private readonly VentanaPlan _plan;

    /// <summary>For one slide.</summary>
    public VentanaPlantings(VentanaPlan plan) => _plan = plan;

    /// <summary>What the label shows.</summary>
    public LabelText LabelText => new()
    {
        PatientName = Identity.PatientName,
        PatientID = Identity.PatientID,
        CaseNumber = Identity.CaseNumber,
        Barcode = Identity.Barcode,
        Date = Identity.ScannedAt?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
    };

    private PlantedIdentity Identity => _plan.Identity;

    /// <summary>What goes into the tiles of level 0.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="stored">Tiles that have bytes, at least one.</param>
    public IReadOnlyList<TilePlanting> OfTiles(int page, IReadOnlyList<int> stored)
    {
        int Tile(int index) => stored[Math.Min(index, stored.Count - 1)];
        List<TilePlanting> plantings = [];
        if (Identity.User is { } user)
        {
            var text = $"Scanned by {user}";
            plantings.Add(new(Tile(0), bytes => JpegPlanting.WithComment(bytes, text)));
            Note(Tile(0), "JPEG COM", "COM", text, PlantedKind.Person);
        }

        if (Identity.PatientName is { } name)
        {
            plantings.Add(new(Tile(1), bytes => JpegPlanting.WithExif(bytes, name)));
            Note(Tile(1), "JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
        }

        if (Identity.PatientID is { } patient)
        {
            plantings.Add(new(Tile(2), bytes => JpegPlanting.WithTrailingText(bytes, patient)));
            Note(Tile(2), "bytes after EOI", "trailing bytes", patient, PlantedKind.Identifier);
        }

        return plantings;

        void Note(int tile, string place, string what, string value, PlantedKind kind) => _plan.Planted.Add(
            string.Create(CultureInfo.InvariantCulture, $"page {page}, tile {tile}, {place}"), what, value, kind);
    }

    /// <summary>A comment in the shared tables of level 0.</summary>
    public byte[] IntoTables(int page, byte[] tables)
    {
        if (Identity.HostName is not { } host)
        {
            return tables;
        }

        _plan.Planted.Add($"{Tag(page, TiffTag.JPEGTables)}, JPEG COM", "COM", host, PlantedKind.Serial);
        return JpegPlanting.WithComment(tables, host);
    }

    /// <summary>An older text behind the end of the XML, as a tool leaves it that writes a shorter one over it.</summary>
    public byte[] WithResidue(int page, string text)
    {
        if (Identity.PatientName is not { } name)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        _plan.Planted.Add(Tag(page, TiffTag.XMP), "text behind the end", name, PlantedKind.UnknownKey);
        return Encoding.UTF8.GetBytes($"{text}\0{name}");
    }

    /// <summary>People and a profile on the page of level 0.</summary>
    public void IntoFirstLevel(int page, TiffDirectory directory)
    {
        Text(directory, page, TiffTag.Artist, Identity.User, PlantedKind.Person);
        Text(directory, page, TiffTag.HostComputer, Identity.HostName, PlantedKind.Serial);
        Text(directory, page, TiffTag.Copyright, Identity.Hospital, PlantedKind.Text);
        var where = Tag(page, TiffTag.ICCProfile);
        var description = Identity.ScannerSerial is { } serial ? $"DP {serial}" : "DP";
        directory.Undefined(TiffTag.ICCProfile, IccProfileBuilder.Build(description, "No copyright", created: null));
        _plan.Planted.Add(where, "desc", Identity.ScannerSerial, PlantedKind.Serial);
    }

    /// <summary>The date on every page.</summary>
    public void IntoPage(int page, TiffDirectory directory) => Text(
        directory,
        page,
        TiffTag.DateTime,

        // TIFF 6.0, tag 306: 20 bytes with the NUL.
        Identity.ScannedAt?.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture),
        PlantedKind.Date);

    /// <summary>Notes what the picture of the glass shows.</summary>
    public void NoteMacro(int page)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"page {page}, pixels");
        var text = LabelText;
        _plan.Planted.Add(where, "patient name", text.PatientName, PlantedKind.MacroImage);
        _plan.Planted.Add(where, "patient ID", text.PatientID, PlantedKind.MacroImage);
        _plan.Planted.Add(where, "case number", text.CaseNumber, PlantedKind.MacroImage);
        _plan.Planted.Add(where, "date", text.Date, PlantedKind.MacroImage);
        _plan.Planted.Add(where, "barcode", text.Barcode, PlantedKind.MacroImage);
    }

    private void Text(TiffDirectory directory, int page, TiffTag tag, string? value, PlantedKind kind)
    {
        if (value is not null)
        {
            directory.Ascii(tag, value);
            _plan.Planted.Add(Tag(page, tag), tag.ToString(), value, kind);
        }
    }

    private static string Tag(int page, TiffTag tag) =>
        string.Create(CultureInfo.InvariantCulture, $"page {page}, tag {(ushort)tag} {tag}");
}
