using System.Globalization;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>Plants the identity in the places of a VMS, and notes each in the answer key.</summary>
internal sealed class VmsPlantings(PlantedIdentity identity, AnswerKeyBuilder planted)
{
    private const string Index = "index";

    /// <summary>What the label shows.</summary>
    public LabelText LabelText => new()
    {
        PatientName = identity.PatientName,
        PatientID = identity.PatientID,
        CaseNumber = identity.CaseNumber,
        Barcode = identity.Barcode,
        Date = identity.ScannedAt?.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture),
    };

    /// <summary>The lines of the index that hold identity.</summary>
    public IEnumerable<string> IndexLines()
    {
        List<string> lines = [];
        Add("Reference", identity.FileName, PlantedKind.Identifier);
        Add("AuthCode", identity.ImageID, PlantedKind.Identifier);
        Add("HardwareSerial", identity.ScannerSerial, PlantedKind.Serial);
        Add("Creator", identity.User, PlantedKind.Text);
        Add("SpecimenNote", identity.PatientName, PlantedKind.UnknownKey);
        if (identity.Hospital is { } hospital)
        {
            lines.Add($"# {hospital}");
            planted.Add(Index, "line without a key", hospital, PlantedKind.UnknownKey);
        }

        lines.Add("HardwareModel=C9600-12");
        return lines;

        void Add(string key, string? value, PlantedKind kind)
        {
            if (value is not null)
            {
                lines.Add($"{key}={value}");
                planted.Add(Index, key, value, kind);
            }
        }
    }

    /// <summary>Notes a file whose name the index repeats.</summary>
    /// <param name="key">The index's key for it.</param>
    /// <param name="name">Its name.</param>
    public void NoteFile(string key, string name)
    {
        if (identity != PlantedIdentity.None)
        {
            planted.Add("file name", "file name", name, PlantedKind.FileName);
            planted.Add(Index, key, name, PlantedKind.FileName);
        }
    }

    /// <summary>A comment into the first image, Exif into the map; other images stay as they are.</summary>
    /// <param name="key">The index's key for the image.</param>
    /// <param name="name">Its file's name.</param>
    /// <param name="stream">The image.</param>
    public byte[] IntoImage(string key, string name, byte[] stream)
    {
        if (key == "ImageFile" && identity.PatientID is { } patient)
        {
            planted.Add($"JPEG header of {name}", "COM", patient, PlantedKind.Text);
            return JpegPlanting.WithComment(stream, patient);
        }

        if (key == "MapFile" && identity.CaseNumber is { } caseNumber)
        {
            planted.Add($"JPEG header of {name}", "APP1", caseNumber, PlantedKind.Text);
            return JpegPlanting.WithExif(stream, caseNumber);
        }

        return stream;
    }

    /// <summary>Notes what the macro shows, and plants Exif.</summary>
    /// <param name="name">Its file's name.</param>
    /// <param name="stream">The picture.</param>
    public byte[] IntoMacro(string name, byte[] stream)
    {
        var where = $"{name}, pixels";
        var text = LabelText;
        planted.Add(where, "patient name", text.PatientName, PlantedKind.MacroImage);
        planted.Add(where, "patient ID", text.PatientID, PlantedKind.MacroImage);
        planted.Add(where, "case number", text.CaseNumber, PlantedKind.MacroImage);
        planted.Add(where, "date", text.Date, PlantedKind.MacroImage);
        planted.Add(where, "barcode", text.Barcode, PlantedKind.MacroImage);
        if (identity.HostName is not { } host)
        {
            return stream;
        }

        planted.Add($"JPEG header of {name}", "APP1", host, PlantedKind.Text);
        return JpegPlanting.WithExif(stream, host);
    }
}
