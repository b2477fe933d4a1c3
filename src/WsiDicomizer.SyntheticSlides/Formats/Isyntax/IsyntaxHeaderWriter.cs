using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>Writes the XML before the end mark and notes what is planted in it.</summary>
/// <remarks>Names: formats.md sections 6.3 and 7.1, and what open readers of iSyntax know.</remarks>
internal sealed class IsyntaxHeaderWriter
{
    private const string Where = "header";

    private readonly IsyntaxPlan _plan;
    private readonly StringBuilder _text = new();

    /// <summary>Prepares the header.</summary>
    public IsyntaxHeaderWriter(IsyntaxPlan plan) => _plan = plan;

    private PlantedIdentity Identity => _plan.Identity;

    /// <summary>Writes the XML.</summary>
    /// <param name="label">The label as JPEG.</param>
    /// <param name="macro">The macro as JPEG.</param>
    /// <param name="iccProfile">The profile of the scan.</param>
    /// <param name="lengths">Of the codeblocks.</param>
    public string Write(byte[] label, byte[] macro, byte[] iccProfile, IReadOnlyList<int> lengths)
    {
        _text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        if (Identity.User is { } user)
        {
            var comment = $" written by {user} ";
            _text.Append("<!--").Append(comment).Append("-->\n");
            _plan.Planted.Add(Where, "comment", comment, PlantedKind.UnknownKey);
        }

        _text.Append("<DataObject ObjectType=\"DPUfsImport\">\n");
        WriteAcquisition();
        OpenArray("PIM_DP_SCANNED_IMAGES", "0x1003");
        WriteScan(iccProfile, lengths);
        WritePicture("MACROIMAGE", macro, PlantedKind.MacroImage);
        WritePicture("LABELIMAGE", label, PlantedKind.LabelImage);
        CloseArray();
        if (Identity.Barcode is { } barcode)
        {
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(barcode));
            Attribute("PIM_DP_UFS_BARCODE", "0x301D", "0x1002", "IString", encoded);
            _plan.Planted.Add(Where, "PIM_DP_UFS_BARCODE", barcode, PlantedKind.Barcode, Encoding.ASCII.GetBytes(encoded));
        }

        Attribute(
            "PIM_DP_UFS_INTERFACE_VERSION", "0x301D", "0x1001", "IString", _plan.Options.Variant == IsyntaxVariant.V1 ? "5.0" : "100");
        Attribute("DICOM_SOFTWARE_VERSIONS", "0x0018", "0x1020", "IStringArray", "\"1.8.6824\" \"20180906_R51\" \"4.0.3\"");
        _text.Append("</DataObject>");
        return _text.ToString();
    }

    private void WriteAcquisition()
    {
        var scanned = Identity.ScannedAt;
        Planted("DICOM_ACQUISITION_DATETIME", "0x002A", Format(scanned, "yyyyMMddHHmmss'.000000'"), PlantedKind.Date);
        Planted("DICOM_DATE_OF_LAST_CALIBRATION", "0x1200", Format(scanned?.AddDays(-1), "'\"'yyyyMMdd'\"'"), PlantedKind.Date);
        Planted("DICOM_TIME_OF_LAST_CALIBRATION", "0x1201", Format(scanned?.AddHours(-2), "'\"'HHmmss'\"'"), PlantedKind.Time);
        Planted("DICOM_DEVICE_SERIAL_NUMBER", "0x1000", Identity.ScannerSerial, PlantedKind.Serial);
        Attribute("DICOM_MANUFACTURER", "0x0008", "0x0070", "IString", "PHILIPS");
        Attribute("DICOM_MANUFACTURERS_MODEL_NAME", "0x0008", "0x1090", "IString", "UFS Scanner");
        Attribute("PIIM_DP_SCANNER_CALIBRATION_STATUS", "0x101D", "0x100A", "IString", "OK");
        Planted("PIIM_DP_SCANNER_OPERATOR_ID", "0x1009", Identity.User, PlantedKind.Person);
        var isPlanted = Identity != PlantedIdentity.None;
        Planted("PIIM_DP_SCANNER_RACK_NUMBER", "0x1007", isPlanted ? "24711" : null, PlantedKind.Identifier);
        Planted("PIIM_DP_SCANNER_SLOT_NUMBER", "0x1008", isPlanted ? "20815" : null, PlantedKind.Identifier);
        Planted("PIM_DP_SOURCE_FILE", "0x1000", SourceFile(), PlantedKind.Identifier);
        Planted("DICOM_PATIENT_NAME", "0x0010", Identity.PatientName, PlantedKind.Person);
        Planted("DICOM_PATIENT_ID", "0x0020", Identity.PatientID, PlantedKind.Identifier);
        Planted("DICOM_INSTITUTION_NAME", "0x0080", Identity.Hospital, PlantedKind.Text);
        Planted("DICOM_STATION_NAME", "0x1010", Identity.HostName, PlantedKind.Serial);
        Planted("UFS_LIS_CASE", "0x2FFF", Identity.CaseNumber, PlantedKind.UnknownKey);
    }

    private string? SourceFile() =>
        Identity.ServerName is { } server ? $@"\\{server}\slides\{Identity.FileName}.isyntax" : null;

    private void WriteScan(byte[] iccProfile, IReadOnlyList<int> lengths)
    {
        Open("DPScannedImage");
        Attribute("PIM_DP_IMAGE_TYPE", "0x301D", "0x1004", "IString", "WSI");
        Attribute("DICOM_ICCPROFILE", "0x0028", "0x2000", "IString", Convert.ToBase64String(iccProfile));
        Attribute("DICOM_BITS_ALLOCATED", "0x0028", "0x0100", "IUInt16", "8");
        Attribute("DICOM_BITS_STORED", "0x0028", "0x0101", "IUInt16", "8");
        Attribute("DICOM_HIGH_BIT", "0x0028", "0x0102", "IUInt16", "7");
        Attribute("DICOM_SAMPLES_PER_PIXEL", "0x0028", "0x0002", "IUInt16", "3");
        Attribute("DICOM_LOSSY_IMAGE_COMPRESSION", "0x0028", "0x2110", "IString", "01");
        Attribute("DICOM_LOSSY_IMAGE_COMPRESSION_METHOD", "0x0028", "0x2114", "IStringArray", "\"PHILIPS_DP_1_0\"");
        Attribute("DICOM_LOSSY_IMAGE_COMPRESSION_RATIO", "0x0028", "0x2112", "IDoubleArray", "\"2\"");
        OpenArray("UFS_IMAGE_GENERAL_HEADERS", "0x2000");
        Open("UFSImageGeneralHeader");
        Attribute("UFS_IMAGE_NUMBER_OF_BLOCKS", "0x301D", "0x2001", "IUInt32", Text($"{lengths.Count}"));
        Attribute("UFS_IMAGE_DIMENSIONS_OVER_BLOCK", "0x301D", "0x2002", "IUInt16Array", "0 1 2 3 4");
        WriteDimensions();
        WriteRanges();
        Close();
        CloseArray();
        OpenArray("UFS_IMAGE_BLOCK_HEADER_TEMPLATES", "0x2009");
        Open("UFSImageBlockHeaderTemplate");
        var isFirst = _plan.Options.Variant == IsyntaxVariant.V1;
        Attribute("UFS_IMAGE_BLOCK_COMPRESSION_METHOD", "0x301D", "0x200F", "IString", isFirst ? "16" : "19");
        Attribute("UFS_IMAGE_DIMENSIONS_IN_BLOCK", "0x301D", "0x200C", "IUInt16Array", "0 1");
        Close();
        CloseArray();
        Attribute(
            isFirst ? "UFS_IMAGE_BLOCK_HEADER_TABLE" : "UFS_IMAGE_CLUSTER_HEADER_TABLE",
            "0x301D",
            isFirst ? "0x2014" : "0x201F",
            "IString",
            Convert.ToBase64String(
                isFirst ? IsyntaxBlockTable.WritePartialRecords(lengths.Count) : IsyntaxBlockTable.WriteCluster(lengths)));
        Close();
    }

    private void WriteDimensions()
    {
        OpenArray("UFS_IMAGE_DIMENSIONS", "0x2003");
        foreach (var (name, type) in new[]
        {
            ("x", "spatial"), ("y", "spatial"), ("component", "colour component"), ("scale", "scale"), ("waveletCoeff", "waveletcoef"),
        })
        {
            Open("UFSImageDimension");
            Attribute("UFS_IMAGE_DIMENSION_NAME", "0x301D", "0x2004", "IString", name);
            Attribute("UFS_IMAGE_DIMENSION_TYPE", "0x301D", "0x2005", "IString", type);
            if (type == "spatial")
            {
                Attribute("UFS_IMAGE_DIMENSION_UNIT", "0x301D", "0x2006", "IString", "MicroMeter");
                Attribute("UFS_IMAGE_DIMENSION_SCALE_FACTOR", "0x301D", "0x2007", "IDouble", Text($"{_plan.Options.MicrometresPerPixel}"));
            }
            else if (name != "scale")
            {
                Attribute(
                    "UFS_IMAGE_DIMENSION_DISCRETE_VALUES_STRING",
                    "0x301D",
                    "0x2008",
                    "IStringArray",
                    name == "component" ? "\"Y\" \"Co\" \"Cg\"" : "\"LL\" \"LH\" \"HL\" \"HH\"");
            }

            Close();
        }

        CloseArray();
    }

    // Start, step, end, which is inclusive.
    private void WriteRanges()
    {
        OpenArray("UFS_IMAGE_DIMENSION_RANGES", "0x200A");
        var padded = _plan.PaddedSize;
        foreach (var (start, steps) in new[] { (-_plan.Padding, padded.Width), (-_plan.Padding, padded.Height), (0, 3), (0, _plan.LevelCount), (0, 4) })
        {
            Open("UFSImageDimensionRange");
            Attribute("UFS_IMAGE_DIMENSION_RANGE", "0x301D", "0x200B", "IUInt32Array", Text($"{start} 1 {start + steps - 1}"));
            Close();
        }

        CloseArray();
    }

    private void WritePicture(string type, byte[] jpeg, PlantedKind kind)
    {
        Open("DPScannedImage");
        Attribute("PIM_DP_IMAGE_TYPE", "0x301D", "0x1004", "IString", type);
        Attribute("PIM_DP_IMAGE_DATA", "0x301D", "0x1005", "IString", Convert.ToBase64String(jpeg));
        Close();
        const string where = "header, pixels";
        _plan.Planted.Add(where, "patient name", Identity.PatientName, kind);
        _plan.Planted.Add(where, "patient ID", Identity.PatientID, kind);
        _plan.Planted.Add(where, "case number", Identity.CaseNumber, kind);
        _plan.Planted.Add(where, "barcode", Identity.Barcode, kind);
    }

    private void Planted(string name, string element, string? value, PlantedKind kind)
    {
        if (value is not null)
        {
            Attribute(name, "0x301D", element, "IString", value);
            _plan.Planted.Add(Where, name, value, kind, Encoding.UTF8.GetBytes(SecurityElement.Escape(value)));
        }
    }

    private void OpenArray(string name, string element) => _text.Append(
        CultureInfo.InvariantCulture, $"<Attribute Name=\"{name}\" Group=\"0x301D\" Element=\"{element}\" PMSVR=\"IDataObjectArray\">\n<Array>\n");

    private void CloseArray() => _text.Append("</Array>\n</Attribute>\n");

    private void Open(string type) => _text.Append(CultureInfo.InvariantCulture, $"<DataObject ObjectType=\"{type}\">\n");

    private void Close() => _text.Append("</DataObject>\n");

    private void Attribute(string name, string group, string element, string type, string value) => _text.Append(
        CultureInfo.InvariantCulture,
        $"<Attribute Name=\"{name}\" Group=\"{group}\" Element=\"{element}\" PMSVR=\"{type}\">{SecurityElement.Escape(value)}</Attribute>\n");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string? Format(DateTime? time, string format) => time?.ToString(format, CultureInfo.InvariantCulture);
}
