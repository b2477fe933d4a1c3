using System.Globalization;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>Plants the identity in the places of an NDPI file, and notes each in the answer key.</summary>
internal sealed class HamamatsuPlantings(PlantedIdentity identity, AnswerKeyBuilder planted)
{
    private const int ImageDescription = 270;
    private const int DateTag = 306;
    private const int Artist = 315;
    private const int HostComputer = 316;
    private const int Copyright = 33432;
    private const int Reference = 65427;
    private const int AuthCode = 65428;
    private const int SerialNumber = 65442;
    private const int PropertyMap = 65449;
    private const int Barcode = 65468;
    private const int ScanProfile = 65477;
    private const int BarcodeType = 65480;

    // No reader has a name for it.
    private const int UnnamedTag = 65490;

    /// <summary>What the label shows.</summary>
    public LabelText LabelText => new()
    {
        PatientName = identity.PatientName,
        PatientID = identity.PatientID,
        CaseNumber = identity.CaseNumber,
        Barcode = identity.Barcode,
        Date = identity.ScannedAt?.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture),
    };

    /// <summary>What scanners write on every page, and on the first what people and other programs add.</summary>
    public void IntoPage(int page, NdpiDirectory directory)
    {
        Text(directory, page, DateTag, "DateTime", TiffDate(), PlantedKind.Date);
        Text(directory, page, Reference, "Reference", identity.FileName, PlantedKind.Identifier);
        Text(directory, page, SerialNumber, "ScannerSerialNumber", identity.ScannerSerial, PlantedKind.Serial);
        IntoMap(directory, page);
        Text(directory, page, Barcode, "Barcode", identity.Barcode, PlantedKind.Barcode);
        directory.Ascii(BarcodeType, identity.Barcode is null ? null : "CODE39");
        if (page == 0)
        {
            Text(directory, page, ImageDescription, "ImageDescription", identity.Hospital, PlantedKind.Text);
            Text(directory, page, AuthCode, "AuthCode", identity.ImageID, PlantedKind.Identifier);
            Text(directory, page, ScanProfile, "ScanProfile", ProfileText(), PlantedKind.Text);
        }
        else if (page == 1)
        {
            Text(directory, page, Artist, "Artist", identity.User, PlantedKind.Person);
            Text(directory, page, HostComputer, "HostComputer", identity.HostName, PlantedKind.Serial);
            Text(directory, page, Copyright, "Copyright", identity.Hospital, PlantedKind.Text);
            Text(directory, page, UnnamedTag, $"tag {UnnamedTag}", identity.PatientID, PlantedKind.UnknownKey);
        }
    }

    /// <summary>Notes what the macro shows.</summary>
    public void NoteMacro(int page)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"page {page}, pixels");
        var text = LabelText;
        planted.Add(where, "patient name", text.PatientName, PlantedKind.MacroImage);
        planted.Add(where, "patient ID", text.PatientID, PlantedKind.MacroImage);
        planted.Add(where, "case number", text.CaseNumber, PlantedKind.MacroImage);
        planted.Add(where, "date", text.Date, PlantedKind.MacroImage);
        planted.Add(where, "barcode", text.Barcode, PlantedKind.MacroImage);
    }

    private void IntoMap(NdpiDirectory directory, int page)
    {
        var created = identity.ScannedAt?.ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);
        var updated = identity.ScannedAt?.AddDays(1).ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        var comment = identity.PatientName is { } name ? $"; tissue of {name}" : null;
        (string? Key, string? Value, PlantedKind Kind)[] lines =
        [
            (null, comment, PlantedKind.UnknownKey),
            ("Created", created, PlantedKind.Date),
            ("Updated", updated, PlantedKind.Date),
            ("NDP.S/N", identity.ScannerSerial, PlantedKind.Serial),
            ("Macro.S/N", identity.ScannerSerial is { } serial ? $"M{serial}" : null, PlantedKind.Serial),
            ("Operator", identity.User, PlantedKind.Person),
            ("Slide.Name", identity.CaseNumber, PlantedKind.UnknownKey),
        ];
        List<string> text = [";----"];
        foreach (var (key, value, kind) in lines)
        {
            if (value is not null)
            {
                text.Add(key is null ? value : $"{key}={value}");
                planted.Add(Tag(page, PropertyMap, "PropertyMap"), key ?? "text without a key", value, kind);
            }
        }

        text.AddRange(
        [
            "Product=C13239-01", "Objective.Lens.Magnificant=35.16", "system.version=1.0", "calibration.version=361",
            "ccd.width=8486", "roi.slide.macro=53,298,1241,700", "stage.center=181275,592133", "zFine[0]=1,295680,0,100",
        ]);
        directory.Ascii(PropertyMap, string.Join("\r\n", text) + "\r\n");
    }

    private string? ProfileText() => identity is { User: { } user, ServerName: { } server }
        ? $"<profile name=\"HE 20x\" user=\"{user}\" server=\"{server}\"/>"
        : null;

    private string? TiffDate() => identity.ScannedAt?.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void Text(NdpiDirectory directory, int page, int tag, string name, string? value, PlantedKind kind)
    {
        directory.Ascii(tag, value);
        planted.Add(Tag(page, tag, name), name, value, kind);
    }

    private static string Tag(int page, int tag, string name) =>
        tag == UnnamedTag
            ? string.Create(CultureInfo.InvariantCulture, $"page {page}, tag {tag}")
            : string.Create(CultureInfo.InvariantCulture, $"page {page}, tag {tag} {name}");
}
