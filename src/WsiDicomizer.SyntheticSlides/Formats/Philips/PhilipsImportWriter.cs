using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Philips;

/// <summary>Writes the XML of tag 270 and notes what is planted in it.</summary>
/// <remarks>Evidence: the XML of Philips-1 and the names of Philips-4 (OpenSlide's public test data).</remarks>
internal sealed class PhilipsImportWriter
{
    private const string Where = "page 0, tag 270 ImageDescription";

    private readonly PhilipsPlan _plan;
    private readonly byte[] _label;
    private readonly byte[] _macro;
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Prepares the XML.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="label">The label as JPEG.</param>
    /// <param name="macro">The macro as JPEG.</param>
    public PhilipsImportWriter(PhilipsPlan plan, byte[] label, byte[] macro)
    {
        _plan = plan;
        _label = label;
        _macro = macro;
    }

    private PlantedIdentity Identity => _plan.Identity;

    /// <summary>Writes the XML.</summary>
    public string Write()
    {
        Line("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>");
        if (Identity.User is { } user)
        {
            var comment = $" exported by {user} ";
            Line($"<!--{comment}-->");
            _plan.Planted.Add(Where, "comment", comment, PlantedKind.UnknownKey);
        }

        Open("<DataObject ObjectType=\"DPUfsImport\">");
        WriteAcquisition();
        OpenArray("PIM_DP_SCANNED_IMAGES", "0x301D", "0x1003");
        WriteScan();
        if (_plan.Traits.HasEmbedded)
        {
            WritePicture("MACROIMAGE", _macro, PlantedKind.MacroImage);
            WritePicture("LABELIMAGE", _label, PlantedKind.LabelImage);
        }

        CloseArray();
        if (Identity.Barcode is { } barcode)
        {
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(barcode));
            Attribute("PIM_DP_UFS_BARCODE", "0x301D", "0x1002", "IString", encoded);
            _plan.Planted.Add(
                Where, Spell("PIM_DP_UFS_BARCODE"), barcode, PlantedKind.Barcode, Encoding.ASCII.GetBytes(encoded));
        }

        Attribute("PIM_DP_UFS_INTERFACE_VERSION", "0x301D", "0x1001", "IString", "3.0");
        Attribute("DICOM_SOFTWARE_VERSIONS", "0x0018", "0x1020", "IStringArray", "\"1.6.6186\" \"20150402_R48\" \"4.0.3\"");
        Close("</DataObject>");
        return _text.ToString();
    }

    private void WriteAcquisition()
    {
        var scanned = Identity.ScannedAt;
        Planted("DICOM_ACQUISITION_DATETIME", "0x0008", "0x002A", "IString", Format(scanned, "yyyyMMddHHmmss'.000000'"), PlantedKind.Date);
        Planted("DICOM_DATE_OF_LAST_CALIBRATION", "0x0018", "0x1200", "IStringArray", Format(scanned?.AddDays(-1), "'\"'yyyyMMdd'\"'"), PlantedKind.Date);
        Planted("DICOM_TIME_OF_LAST_CALIBRATION", "0x0018", "0x1201", "IStringArray", Format(scanned?.AddHours(-2), "'\"'HHmmss'\"'"), PlantedKind.Time);
        Planted("DICOM_DEVICE_SERIAL_NUMBER", "0x0018", "0x1000", "IString", Identity.ScannerSerial, PlantedKind.Serial);
        Attribute("DICOM_MANUFACTURER", "0x0008", "0x0070", "IString", "PHILIPS");
        Attribute("DICOM_MANUFACTURERS_MODEL_NAME", "0x0008", "0x1090", "IString", "UFS Scanner");
        Attribute("PIIM_DP_SCANNER_CALIBRATION_STATUS", "0x101D", "0x100A", "IString", "OK");
        Planted("PIIM_DP_SCANNER_OPERATOR_ID", "0x101D", "0x1009", "IString", Identity.User, PlantedKind.Person);
        var isPlanted = Identity != PlantedIdentity.None;
        Planted("PIIM_DP_SCANNER_RACK_NUMBER", "0x101D", "0x1007", "IUInt16", isPlanted ? "14711" : null, PlantedKind.Identifier);
        Planted("PIIM_DP_SCANNER_SLOT_NUMBER", "0x101D", "0x1008", "IUInt16", isPlanted ? "10815" : null, PlantedKind.Identifier);
        Planted("DICOM_STATION_NAME", "0x0008", "0x1010", "IString", Identity.HostName, PlantedKind.Serial);
        Planted("DICOM_INSTITUTION_NAME", "0x0008", "0x0080", "IString", Identity.Hospital, PlantedKind.Text);
        Planted("DICOM_PATIENT_NAME", "0x0010", "0x0010", "IString", Identity.PatientName, PlantedKind.Person);
        Planted("DICOM_PATIENT_ID", "0x0010", "0x0020", "IString", Identity.PatientID, PlantedKind.Identifier);
        Planted("PIM_DP_LIS_CASE", "0x301D", "0x1FFF", "IString", Identity.CaseNumber, PlantedKind.UnknownKey);
    }

    private void WriteScan()
    {
        Open("<DataObject ObjectType=\"DPScannedImage\">");
        Attribute("PIM_DP_IMAGE_TYPE", "0x301D", "0x1004", "IString", "WSI");
        Attribute("UFS_IMAGE_PIXEL_TRANSFORMATION_METHOD", "0x301D", "0x2013", "IString", "0");
        Attribute("DICOM_BITS_ALLOCATED", "0x0028", "0x0100", "IUInt16", "8");
        Attribute("DICOM_BITS_STORED", "0x0028", "0x0101", "IUInt16", "8");
        WriteDerivation();
        Attribute("DICOM_HIGH_BIT", "0x0028", "0x0102", "IUInt16", "7");
        Attribute("DICOM_LOSSY_IMAGE_COMPRESSION", "0x0028", "0x2110", "IString", "01");
        Attribute("DICOM_LOSSY_IMAGE_COMPRESSION_METHOD", "0x0028", "0x2114", "IStringArray", "\"PHILIPS_DP_1_0\" \"PHILIPS_TIFF_1_0\"");
        Attribute("DICOM_LOSSY_IMAGE_COMPRESSION_RATIO", "0x0028", "0x2112", "IDoubleArray", "\"2\" \"3\"");
        Attribute("DICOM_PHOTOMETRIC_INTERPRETATION", "0x0028", "0x0004", "IString", "RGB");
        Attribute("DICOM_PIXEL_REPRESENTATION", "0x0028", "0x0103", "IUInt16", "0");
        Attribute("DICOM_PIXEL_SPACING", "0x0028", "0x0030", "IDoubleArray", Spacing(0));
        Attribute("DICOM_PLANAR_CONFIGURATION", "0x0028", "0x0006", "IUInt16", "0");
        Attribute("DICOM_SAMPLES_PER_PIXEL", "0x0028", "0x0002", "IUInt16", "3");
        OpenArray("PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE", "0x1001", "0x8B01");
        for (var level = 0; level < _plan.Levels.Count; level++)
        {
            WriteRepresentation(level);
        }

        CloseArray();
        Attribute("PIM_DP_IMAGE_COLUMNS", "0x301D", "0x1007", "IUInt32", Number(_plan.Levels[0].Width));
        Attribute("PIM_DP_IMAGE_ROWS", "0x301D", "0x1006", "IUInt32", Number(_plan.Levels[0].Height));
        var source = Identity is { ServerName: { } server, FileName: { } file } ? $@"\\{server}\scans\{file}.isyntax" : null;
        Planted("PIM_DP_SOURCE_FILE", "0x301D", "0x1000", "IString", source, PlantedKind.Identifier);
        Close("</DataObject>");
    }

    private void WriteDerivation()
    {
        var file = Identity.FileName is { } name ? $"{name}.isyntax" : "%FILENAME%";
        var levels = string.Join(',', Enumerable.Range(10_000, _plan.Levels.Count));
        var big = _plan.BigTiff ? 1 : 0;
        var rgb = _plan.Traits.Rgb ? 1 : 0;
        Attribute(
            "DICOM_DERIVATION_DESCRIPTION",
            "0x0008",
            "0x2111",
            "IString",
            $"tiff-useBigTIFF={big}-useRgb={rgb}-levels={levels}-processing=0-q80-sourceFilename=\"{file}\"");
        _plan.Planted.Add(
            Where, "sourceFilename", Identity.FileName is null ? null : file, PlantedKind.Identifier);
    }

    private void WriteRepresentation(int level)
    {
        var size = _plan.RoundUp(_plan.Levels[level]);
        Open("<DataObject ObjectType=\"PixelDataRepresentation\">");
        Attribute("DICOM_PIXEL_SPACING", "0x0028", "0x0030", "IDoubleArray", Spacing(level));
        Attribute("PIIM_DP_PIXEL_DATA_REPRESENTATION_POSITION", "0x101D", "0x100B", "IDoubleArray", "\"0\" \"0\" \"0\"");
        Attribute("PIIM_PIXEL_DATA_REPRESENTATION_COLUMNS", "0x2001", "0x115E", "IUInt32", Number(size.Width));
        Attribute("PIIM_PIXEL_DATA_REPRESENTATION_NUMBER", "0x1001", "0x8B02", "IUInt16", Number(level));
        Attribute("PIIM_PIXEL_DATA_REPRESENTATION_ROWS", "0x2001", "0x115D", "IUInt32", Number(size.Height));
        Close("</DataObject>");
    }

    private void WritePicture(string type, byte[] jpeg, PlantedKind kind)
    {
        Open("<DataObject ObjectType=\"DPScannedImage\">");
        Attribute("PIM_DP_IMAGE_TYPE", "0x301D", "0x1004", "IString", type);
        Attribute(
            "PIM_DP_IMAGE_DATA", "0x301D", "0x1005", "IString", Convert.ToBase64String(jpeg, Base64FormattingOptions.None));
        Close("</DataObject>");
        PhilipsPlantings.NotePicture(_plan, $"{Where}, {type} pixels", kind);
    }

    private void Planted(string name, string group, string element, string type, string? value, PlantedKind kind)
    {
        if (value is not null)
        {
            Attribute(name, group, element, type, value);
            _plan.Planted.Add(Where, Spell(name), value, kind, Encoding.UTF8.GetBytes(Escape(value)));
        }
    }

    private void Attribute(string name, string group, string element, string type, string value) =>
        Line($"{Start(name, group, element, type)}{Escape(value)}</Attribute>");

    private void OpenArray(string name, string group, string element)
    {
        Open(Start(name, group, element, "IDataObjectArray"));
        Open("<Array>");
    }

    private void CloseArray()
    {
        Close("</Array>");
        Close("</Attribute>");
    }

    private string Start(string name, string group, string element, string type) =>
        $"<Attribute Name=\"{Spell(name)}\" Group=\"{group}\" Element=\"{element}\" PMSVR=\"{type}\">";

    // OpenSlide knows the containers and what is asked of the scan in one spelling only.
    private string Spell(string name) =>
        _plan.Traits.LongNames && name is not ("PIM_DP_SCANNED_IMAGES" or "PIM_DP_IMAGE_TYPE" or "PIM_DP_IMAGE_DATA")
        && name.StartsWith("PIM_", StringComparison.Ordinal)
            ? $"PIIM_{name[4..]}"
            : name;

    private string Spacing(int level)
    {
        var millimetres = (_plan.Options.MicrometresPerPixel / 1000 * (1 << level)).ToString("G6", CultureInfo.InvariantCulture);
        return $"\"{millimetres}\" \"{millimetres}\"";
    }

    private void Open(string line)
    {
        Line(line);
        _depth++;
    }

    private void Close(string line)
    {
        _depth--;
        Line(line);
    }

    private void Line(string line) => _text.Append('\t', _depth).Append(line).Append('\n');

    private static string Escape(string value) => SecurityElement.Escape(value);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Format(DateTime? date, string format) => date?.ToString(format, CultureInfo.InvariantCulture);
}
