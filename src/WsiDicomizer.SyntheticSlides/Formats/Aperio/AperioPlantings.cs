using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>Plants the identity in the places of an Aperio file, and notes each in the answer key.</summary>
internal sealed class AperioPlantings
{
    private readonly AperioPlan _plan;

    /// <summary>For one slide.</summary>
    public AperioPlantings(AperioPlan plan) => _plan = plan;

    /// <summary>What the label shows.</summary>
    public LabelText LabelText => new()
    {
        PatientName = Identity.PatientName,
        PatientID = Identity.PatientID,
        CaseNumber = Identity.CaseNumber,
        Barcode = Identity.Barcode,
        Date = Identity.ScannedAt?.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
    };

    private PlantedIdentity Identity => _plan.Identity;

    /// <summary>Notes the keys of a page's description, which are already written in it.</summary>
    public void NoteKeys(int page)
    {
        foreach (var key in _plan.Description.Keys)
        {
            if (key.Kind is { } kind)
            {
                _plan.Planted.Add(Tag(page, TiffTag.ImageDescription), key.Name, key.Value, kind);
            }
        }
    }

    /// <summary>What goes into the tiles of level 0; a slide of few tiles has several in one.</summary>
    /// <param name="tileCount">At least 1.</param>
    public IReadOnlyList<TilePlanting> OfTiles(int tileCount)
    {
        var jpeg = _plan.Traits.IsJpeg;
        var last = tileCount - 1;
        List<TilePlanting> plantings = [];
        if (Identity.User is { } user)
        {
            var text = $"Scanned by {user}";
            plantings.Add(new(0, bytes => jpeg
                ? JpegPlanting.WithComment(bytes, text)
                : Jpeg2000Planting.WithComment(bytes, text)));
            Note(0, jpeg ? "JPEG COM" : "J2K COM", "COM", text, PlantedKind.Person);
        }

        if (jpeg && Identity.PatientName is { } name)
        {
            var tile = Math.Min(1, last);
            plantings.Add(new(tile, bytes => JpegPlanting.WithExif(bytes, name)));
            Note(tile, "JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
        }

        if (Identity.PatientID is { } patient)
        {
            var tile = Math.Min(2, last);
            plantings.Add(new(tile, bytes => JpegPlanting.WithTrailingText(bytes, patient)));
            Note(tile, $"bytes after {(jpeg ? "EOI" : "EOC")}", "trailing bytes", patient, PlantedKind.Identifier);
        }

        return plantings;

        void Note(int tile, string place, string what, string value, PlantedKind kind) => _plan.Planted.Add(
            string.Create(CultureInfo.InvariantCulture, $"page 0, tile {tile}, {place}"), what, value, kind);
    }

    /// <summary>A comment in the tables of level 0.</summary>
    /// <returns>The tables to write; null where there are none.</returns>
    public byte[]? IntoTables(byte[]? tables)
    {
        if (tables is null || Identity.HostName is not { } host)
        {
            return tables;
        }

        _plan.Planted.Add($"{Tag(0, TiffTag.JPEGTables)}, JPEG COM", "COM", host, PlantedKind.Serial);
        return JpegPlanting.WithComment(tables, host);
    }

    /// <summary>Tags of the levels' pages: software, time, XMP and profile on the first, people on the second.</summary>
    public void IntoLevel(int level, TiffDirectory directory)
    {
        var page = AperioPyramid.PageOf(level);
        if (level == 0)
        {
            Text(directory, page, TiffTag.Software, Software(), PlantedKind.Text);
            Text(directory, page, TiffTag.DateTime, TiffDate(), PlantedKind.Date);
            IntoXmp(directory);
            IntoIccProfile(directory);
        }
        else if (level == 1)
        {
            Text(directory, page, TiffTag.Artist, Identity.User, PlantedKind.Person);
            Text(directory, page, TiffTag.HostComputer, Identity.HostName, PlantedKind.Serial);
        }
    }

    /// <summary>The image's number on the thumbnail's page.</summary>
    public void IntoThumbnail(TiffDirectory directory) =>
        Text(directory, 1, TiffTag.ImageID, Identity.ImageID, PlantedKind.Identifier);

    /// <summary>A date on the label's page; and what the picture shows.</summary>
    public void IntoLabel(TiffDirectory directory, int page)
    {
        Text(directory, page, TiffTag.DateTime, TiffDate(), PlantedKind.Date);
        NotePicture(page, PlantedKind.LabelImage);
    }

    /// <summary>The hospital on the macro's page; and what the picture shows.</summary>
    public void IntoMacro(TiffDirectory directory, int page)
    {
        Text(directory, page, TiffTag.Copyright, Identity.Hospital, PlantedKind.Text);
        NotePicture(page, PlantedKind.MacroImage);
    }

    private void IntoXmp(TiffDirectory directory)
    {
        if (Identity.PatientName is { } name)
        {
            const string open =
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><dc:title xmlns:dc=\"http://purl.org/dc/elements/1.1/\">";
            directory.Bytes(TiffTag.XMP, Encoding.UTF8.GetBytes($"{open}{name}</dc:title></x:xmpmeta>"));
            _plan.Planted.Add(Tag(0, TiffTag.XMP), "dc:title", name, PlantedKind.Person);
        }
    }

    private void IntoIccProfile(TiffDirectory directory)
    {
        var where = Tag(0, TiffTag.ICCProfile);
        var description = Identity.ScannerSerial is { } serial ? $"ScanScope {serial}" : "ScanScope";
        var copyright = Identity.Hospital is { } hospital ? $"Copyright {hospital}" : "No copyright";
        var profile = IccProfileBuilder.Build(description, copyright, Identity.ScannedAt);
        directory.Undefined(TiffTag.ICCProfile, profile);
        _plan.Planted.Add(where, "desc", Identity.ScannerSerial, PlantedKind.Serial);
        _plan.Planted.Add(where, "cprt", Identity.Hospital, PlantedKind.Text);
        _plan.Planted.Add(
            where,
            "date",
            Identity.ScannedAt?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            PlantedKind.Date,
            profile.AsSpan(IccProfileBuilder.DateOffset, IccProfileBuilder.DateBytes));
    }

    private string? Software() => Identity.HostName is { } host ? $"ScanServer 12.4 on {host}" : null;

    // TIFF 6.0, tag 306: 20 bytes with the NUL.
    private string? TiffDate() => Identity.ScannedAt?.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void NotePicture(int page, PlantedKind kind)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"page {page}, pixels");
        var text = LabelText;
        _plan.Planted.Add(where, "patient name", text.PatientName, kind);
        _plan.Planted.Add(where, "patient ID", text.PatientID, kind);
        _plan.Planted.Add(where, "case number", text.CaseNumber, kind);
        _plan.Planted.Add(where, "date", text.Date, kind);
        _plan.Planted.Add(where, "barcode", text.Barcode, kind);
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
