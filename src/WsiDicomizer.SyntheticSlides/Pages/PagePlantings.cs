using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Pages;

/// <summary>Plants identity in the places that TIFF and JPEG themselves have, and notes each in the answer key.</summary>
/// <param name="plan">What is decided.</param>
internal sealed class PagePlantings(PagedPlan plan)
{
    /// <summary>What a label shows.</summary>
    public LabelText LabelText => new()
    {
        PatientName = Identity.PatientName,
        PatientID = Identity.PatientID,
        CaseNumber = Identity.CaseNumber,
        Barcode = Identity.Barcode,
        Date = Identity.ScannedAt?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
    };

    private PlantedIdentity Identity => plan.Identity;

    /// <summary>What goes into JPEG tiles of level 0.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="tileCount">At least 1.</param>
    public IReadOnlyList<TilePlanting> OfJpegTiles(int page, int tileCount)
    {
        var last = tileCount - 1;
        List<TilePlanting> plantings = [];
        if (Identity.User is { } user)
        {
            var text = $"Scanned by {user}";
            plantings.Add(new(0, bytes => JpegPlanting.WithComment(bytes, text)));
            Note(0, "JPEG COM", "COM", text, PlantedKind.Person);
        }

        if (Identity.PatientName is { } name)
        {
            plantings.Add(new(Math.Min(1, last), bytes => JpegPlanting.WithExif(bytes, name)));
            Note(Math.Min(1, last), "JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
        }

        if (Identity.PatientID is { } patient)
        {
            plantings.Add(new(Math.Min(2, last), bytes => JpegPlanting.WithTrailingText(bytes, patient)));
            Note(Math.Min(2, last), "bytes after EOI", "trailing bytes", patient, PlantedKind.Identifier);
        }

        return plantings;

        void Note(int tile, string place, string what, string value, PlantedKind kind) => plan.Planted.Add(
            string.Create(CultureInfo.InvariantCulture, $"page {page}, tile {tile}, {place}"), what, value, kind);
    }

    /// <summary>A comment in the shared tables of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="tables">The stream of tag 347.</param>
    public byte[] IntoTables(int page, byte[] tables)
    {
        if (Identity.HostName is not { } host)
        {
            return tables;
        }

        plan.Planted.Add($"{Tag(page, TiffTag.JPEGTables)}, JPEG COM", "COM", host, PlantedKind.Serial);
        return JpegPlanting.WithComment(tables, host);
    }

    /// <summary>People, computers, a packet of XMP and a profile on a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="directory">Its tags.</param>
    /// <param name="hasColor">Whether it may have an ICC profile of RGB.</param>
    public void IntoLevel(int page, TiffDirectory directory, bool hasColor)
    {
        Text(directory, page, TiffTag.Artist, Identity.User, PlantedKind.Person);
        Text(directory, page, TiffTag.HostComputer, Identity.HostName, PlantedKind.Serial);
        Text(directory, page, TiffTag.Copyright, Identity.Hospital, PlantedKind.Text);
        Text(directory, page, TiffTag.ImageID, Identity.ImageID, PlantedKind.Identifier);
        if (Identity.PatientID is { } patient)
        {
            directory.Bytes(TiffTag.XMP, Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">{patient}</x:xmpmeta>"));
            plan.Planted.Add(Tag(page, TiffTag.XMP), "XMP", patient, PlantedKind.Text);
        }

        if (hasColor)
        {
            var serial = Identity.ScannerSerial;
            directory.Undefined(
                TiffTag.ICCProfile, IccProfileBuilder.Build(serial is null ? "Scanner" : $"Scanner {serial}", "No copyright", created: null));
            plan.Planted.Add(Tag(page, TiffTag.ICCProfile), "desc", serial, PlantedKind.Serial);
        }
    }

    /// <summary>The date of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="directory">Its tags.</param>
    public void DateInto(int page, TiffDirectory directory) => Text(
        directory,
        page,
        TiffTag.DateTime,

        // TIFF 6.0, tag 306: 20 bytes with the NUL.
        Identity.ScannedAt?.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture),
        PlantedKind.Date);

    /// <summary>Sets a tag to a planted text; null sets none.</summary>
    /// <param name="directory">The page's tags.</param>
    /// <param name="page">The page.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="value">The text.</param>
    /// <param name="kind">What it is.</param>
    public void Text(TiffDirectory directory, int page, TiffTag tag, string? value, PlantedKind kind)
    {
        if (value is not null)
        {
            directory.Ascii(tag, value);
            plan.Planted.Add(Tag(page, tag), tag.ToString(), value, kind);
        }
    }

    /// <summary>Notes what a picture of the label shows.</summary>
    /// <param name="where">Its place, e.g. <c>page 3</c>.</param>
    /// <param name="kind">The label itself, or the glass with it.</param>
    public void NotePicture(string where, PlantedKind kind)
    {
        var text = LabelText;
        plan.Planted.Add($"{where}, pixels", "patient name", text.PatientName, kind);
        plan.Planted.Add($"{where}, pixels", "patient ID", text.PatientID, kind);
        plan.Planted.Add($"{where}, pixels", "case number", text.CaseNumber, kind);
        plan.Planted.Add($"{where}, pixels", "date", text.Date, kind);
        plan.Planted.Add($"{where}, pixels", "barcode", text.Barcode, kind);
    }

    /// <summary>Bytes between structures, that nothing refers to.</summary>
    /// <param name="writer">The file.</param>
    public void WriteSlack(TiffWriter writer)
    {
        if (Identity.CaseNumber is { } caseNumber)
        {
            var offset = writer.Append(Encoding.UTF8.GetBytes($"<Case>{caseNumber}</Case>"));
            plan.Planted.Add(
                string.Create(CultureInfo.InvariantCulture, $"offset {offset}, between structures"),
                "Case",
                caseNumber,
                PlantedKind.Identifier);
        }
    }

    /// <summary>The place of a tag.</summary>
    /// <param name="page">The page.</param>
    /// <param name="tag">The tag.</param>
    public static string Tag(int page, TiffTag tag) =>
        string.Create(CultureInfo.InvariantCulture, $"page {page}, tag {(ushort)tag} {tag}");
}
