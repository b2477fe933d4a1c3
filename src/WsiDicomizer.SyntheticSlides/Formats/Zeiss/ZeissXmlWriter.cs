using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>Writes the XML of metadata and subblocks and notes what is planted in it.</summary>
internal sealed class ZeissXmlWriter
{
    private readonly ZeissPlan _plan;
    private readonly StringBuilder _text = new();
    private readonly string _where;

    /// <summary>Prepares an XML.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="where">The place, for the answer key.</param>
    public ZeissXmlWriter(ZeissPlan plan, string where)
    {
        _plan = plan;
        _where = where;
    }

    private PlantedIdentity Identity => _plan.Identity;

    /// <summary>The metadata of the slide.</summary>
    public string WriteMetadata()
    {
        Open("ImageDocument");
        if (Identity.User is { } user)
        {
            var comment = $" saved by {user} ";
            _text.Append("<!--").Append(comment).Append("-->\n");
            _plan.Planted.Add(_where, "comment", comment, PlantedKind.UnknownKey);
        }

        Open("Metadata");
        Open("Information");
        WriteDocument();
        Open("User");
        Planted("DisplayName", Identity.User, PlantedKind.Person);
        Planted("LastName", Identity.FamilyName, PlantedKind.Person);
        Close("User");
        Open("Application");
        Plain("Name", "ZEN slidescan");
        Plain("Version", "1.0.1.0");
        Close("Application");
        WriteImage();
        WriteInstrument();
        Close("Information");
        WriteScaling();
        WriteLabel();
        Planted("LisCase", Identity.CaseNumber, PlantedKind.UnknownKey);
        Close("Metadata");
        Close("ImageDocument");
        return _text.ToString();
    }

    /// <summary>The metadata of an attached picture.</summary>
    public string WriteAttached()
    {
        Open("ImageDocument");
        Open("Metadata");
        Open("Information");
        WriteDocument();
        Close("Information");
        Close("Metadata");
        Close("ImageDocument");
        return _text.ToString();
    }

    /// <summary>The XML of a subblock.</summary>
    /// <param name="index">Its number.</param>
    public string WriteSubblock(int index)
    {
        Open("METADATA");
        Open("Tags");
        Planted("AcquisitionTime", Time(Identity.ScannedAt?.AddSeconds(index)), PlantedKind.Date);
        Plain("StageXPosition", string.Create(CultureInfo.InvariantCulture, $"+{index}.5"));
        Plain("FocusPosition", "123.25");
        if (index == 0)
        {
            Planted("OperatorNote", Identity.PatientName, PlantedKind.UnknownKey);
        }

        Close("Tags");
        Close("METADATA");
        return _text.ToString();
    }

    private void WriteDocument()
    {
        Open("Document");
        Planted("Name", Identity.FileName, PlantedKind.Identifier);
        Planted("Title", Identity.PatientName, PlantedKind.Text);
        Planted("Description", Identity.Hospital, PlantedKind.Text);
        Planted("UserName", Identity.User, PlantedKind.Person);
        Planted("CreationDate", Time(Identity.ScannedAt), PlantedKind.Date);
        Close("Document");
    }

    private void WriteImage()
    {
        Open("Image");
        Number("SizeX", _plan.Levels[0].Width);
        Number("SizeY", _plan.Levels[0].Height);
        Number("SizeC", _plan.Traits.Compressions.Count);
        Number("SizeZ", _plan.Traits.Planes);
        Number("SizeS", _plan.Traits.Scenes);
        Plain("PixelType", _plan.Traits.IsGray16 ? "Gray16" : "Bgr24");
        Planted("AcquisitionDateAndTime", Time(Identity.ScannedAt), PlantedKind.Date);
        Open("Dimensions");
        Open("Channels");
        for (var channel = 0; channel < _plan.Traits.Compressions.Count; channel++)
        {
            WriteChannel(channel);
        }

        Close("Channels");
        Close("Dimensions");
        Close("Image");
    }

    private void WriteChannel(int channel)
    {
        // The second channel was named by somebody.
        var name = !_plan.Traits.IsGray16 ? "TL Brightfield" : channel == 0 ? "DAPI" : Identity.Hospital ?? "AF488";
        if (name == Identity.Hospital)
        {
            _plan.Planted.Add(_where, "Channel@Name", name, PlantedKind.Text);
        }

        _text.Append(CultureInfo.InvariantCulture, $"<Channel Id=\"Channel:{channel}\" Name=\"{SecurityElement.Escape(name)}\">\n");
        Plain("ContrastMethod", _plan.Traits.IsGray16 ? "Fluorescence" : "Brightfield");
        Plain("IlluminationType", _plan.Traits.IsGray16 ? "Epifluorescence" : "Transmitted");
        if (_plan.Traits.IsGray16)
        {
            Number("ExcitationWavelength", channel == 0 ? 353 : 493);
            Number("EmissionWavelength", channel == 0 ? 465 : 517);
        }

        Close("Channel");
    }

    private void WriteInstrument()
    {
        Open("Instrument");
        Open("Microscopes");
        _text.Append("<Microscope Id=\"Microscope:0\">\n");
        Plain("System", "Axio Scan.Z1");
        Planted("SerialNumber", Identity.ScannerSerial, PlantedKind.Serial);
        Planted("ComputerName", Identity.HostName, PlantedKind.Serial);
        Close("Microscope");
        Close("Microscopes");
        Open("Objectives");
        _text.Append("<Objective Id=\"Objective:0\" Name=\"Plan-Apochromat 20x/0.8 M27\">\n");
        Number("NominalMagnification", 20);
        Plain("LensNA", "0.8");
        Close("Objective");
        Close("Objectives");
        Close("Instrument");
    }

    private void WriteScaling()
    {
        Open("Scaling");
        Open("Items");
        foreach (var (axis, metres) in new[]
        {
            ("X", _plan.Options.MicrometresPerPixel / 1e6), ("Y", _plan.Options.MicrometresPerPixel / 1e6), ("Z", 1.5e-6),
        })
        {
            _text.Append(CultureInfo.InvariantCulture, $"<Distance Id=\"{axis}\">\n");
            Plain("Value", metres.ToString("R", CultureInfo.InvariantCulture));
            Plain("DefaultUnitFormat", "µm");
            Close("Distance");
        }

        Close("Items");
        Close("Scaling");
    }

    private void WriteLabel()
    {
        Open("AttachmentInfos");
        Open("AttachmentInfo");
        Open("Label");
        Open("Barcodes");
        Open("Barcode");
        Planted("Content", Identity.Barcode, PlantedKind.Barcode);
        Plain("Type", "Code39");
        Close("Barcode");
        Close("Barcodes");
        Close("Label");
        Close("AttachmentInfo");
        Close("AttachmentInfos");
        Planted("FilePath", Identity.ServerName is { } server ? $@"\\{server}\slides\{Identity.FileName}.czi" : null, PlantedKind.Identifier);
    }

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'.1234567Z'", CultureInfo.InvariantCulture);

    private void Planted(string name, string? value, PlantedKind kind)
    {
        if (value is not null)
        {
            Plain(name, value);
            _plan.Planted.Add(_where, name, value, kind, Encoding.UTF8.GetBytes(SecurityElement.Escape(value)));
        }
    }

    private void Number(string name, int value) => Plain(name, value.ToString(CultureInfo.InvariantCulture));

    private void Plain(string name, string value) =>
        _text.Append('<').Append(name).Append('>').Append(SecurityElement.Escape(value)).Append("</").Append(name).Append(">\n");

    private void Open(string name) => _text.Append('<').Append(name).Append(">\n");

    private void Close(string name) => _text.Append("</").Append(name).Append(">\n");
}
