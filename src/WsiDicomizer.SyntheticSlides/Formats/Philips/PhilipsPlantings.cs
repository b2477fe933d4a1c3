using System.Globalization;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Philips;

/// <summary>Plants the identity in the places of a Philips TIFF outside its XML, and notes each in the answer key.</summary>
internal sealed class PhilipsPlantings
{
    private readonly PhilipsPlan _plan;

    /// <summary>For one slide.</summary>
    public PhilipsPlantings(PhilipsPlan plan) => _plan = plan;

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
    /// <param name="stored">Tiles that have bytes, at least one.</param>
    public IReadOnlyList<TilePlanting> OfTiles(IReadOnlyList<int> stored)
    {
        List<TilePlanting> plantings = [];
        if (Identity.User is { } user)
        {
            var text = $"Scanned by {user}";
            plantings.Add(new(stored[0], bytes => JpegPlanting.WithComment(bytes, text)));
            Note(stored[0], "JPEG COM", "COM", text, PlantedKind.Person);
        }

        if (Identity.PatientName is { } name)
        {
            var tile = stored[Math.Min(1, stored.Count - 1)];
            plantings.Add(new(tile, bytes => JpegPlanting.WithExif(bytes, name)));
            Note(tile, "JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
        }

        if (Identity.PatientID is { } patient)
        {
            var tile = stored[Math.Min(2, stored.Count - 1)];
            plantings.Add(new(tile, bytes => JpegPlanting.WithTrailingText(bytes, patient)));
            Note(tile, "bytes after EOI", "trailing bytes", patient, PlantedKind.Identifier);
        }

        return plantings;

        void Note(int tile, string place, string what, string value, PlantedKind kind) => _plan.Planted.Add(
            string.Create(CultureInfo.InvariantCulture, $"page 0, tile {tile}, {place}"), what, value, kind);
    }

    /// <summary>A comment in the tables of level 0.</summary>
    public byte[] IntoTables(byte[] tables)
    {
        if (Identity.HostName is not { } host)
        {
            return tables;
        }

        _plan.Planted.Add($"{Tag(0, TiffTag.JPEGTables)}, JPEG COM", "COM", host, PlantedKind.Serial);
        return JpegPlanting.WithComment(tables, host);
    }

    /// <summary>An older text behind the end of level 1's, as a tool leaves it that writes a shorter one over it.</summary>
    public string WithResidue(int level, string text)
    {
        if (level != 1 || Identity.FileName is not { } name)
        {
            return text;
        }

        var residue = $"sourceFilename={name}";
        _plan.Planted.Add(Tag(level, TiffTag.ImageDescription), "text behind the end", residue, PlantedKind.UnknownKey);
        return $"{text}\0{residue}";
    }

    /// <summary>Tags of the levels' pages.</summary>
    public void IntoLevel(int level, TiffDirectory directory)
    {
        if (level == 0)
        {
            Text(directory, 0, TiffTag.DateTime, TiffDate(), PlantedKind.Date);
            IntoIccProfile(directory);
        }
        else if (level == 1)
        {
            Text(directory, 1, TiffTag.Artist, Identity.User, PlantedKind.Person);
            Text(directory, 1, TiffTag.HostComputer, Identity.HostName, PlantedKind.Serial);
        }
    }

    /// <summary>A date and the hospital on a picture's page; and what the picture shows.</summary>
    public void IntoPicture(TiffDirectory directory, int page, PlantedKind kind)
    {
        Text(directory, page, TiffTag.DateTime, TiffDate(), PlantedKind.Date);
        Text(directory, page, TiffTag.Copyright, Identity.Hospital, PlantedKind.Text);
        NotePicture(_plan, string.Create(CultureInfo.InvariantCulture, $"page {page}, pixels"), kind);
    }

    /// <summary>Notes what a picture shows.</summary>
    public static void NotePicture(PhilipsPlan plan, string where, PlantedKind kind)
    {
        var text = new PhilipsPlantings(plan).LabelText;
        plan.Planted.Add(where, "patient name", text.PatientName, kind);
        plan.Planted.Add(where, "patient ID", text.PatientID, kind);
        plan.Planted.Add(where, "case number", text.CaseNumber, kind);
        plan.Planted.Add(where, "date", text.Date, kind);
        plan.Planted.Add(where, "barcode", text.Barcode, kind);
    }

    private void IntoIccProfile(TiffDirectory directory)
    {
        var where = Tag(0, TiffTag.ICCProfile);
        var description = Identity.ScannerSerial is { } serial ? $"UFS {serial}" : "UFS";
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

    // TIFF 6.0, tag 306: 20 bytes with the NUL.
    private string? TiffDate() => Identity.ScannedAt?.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture);

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
