using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>Writes Slidedat.ini and notes what is planted in it.</summary>
internal sealed class MiraxSlidedatWriter
{
    private readonly MiraxPlan _plan;
    private readonly StringBuilder _text = new();
    private string _section = string.Empty;

    /// <summary>Prepares the text.</summary>
    /// <param name="plan">What is decided.</param>
    public MiraxSlidedatWriter(MiraxPlan plan) => _plan = plan;

    private PlantedIdentity Identity => _plan.Identity;

    private MiraxTraits Traits => _plan.Traits;

    /// <summary>Writes the text, in UTF-8 with its mark and lines as Windows has them.</summary>
    /// <param name="layers">The layers, in the order of the index.</param>
    /// <param name="dataFiles">The names of the data files.</param>
    public byte[] Write(IReadOnlyList<MiraxLayer> layers, IReadOnlyList<string> dataFiles)
    {
        WriteGeneral();
        WriteHierarchies(layers);
        Section("DATAFILE");
        Key("FILE_COUNT", dataFiles.Count);
        for (var file = 0; file < dataFiles.Count; file++)
        {
            Key(Number($"FILE_{file}"), dataFiles[file]);
        }

        WriteLevels();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            WriteLayer(layer, layers[layer]);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];
    }

    private void WriteGeneral()
    {
        Section("GENERAL");
        Key("SLIDE_VERSION", "01.02");
        Planted("SLIDE_ID", _plan.SlideId, PlantedKind.Identifier);
        Planted("SLIDE_NAME", Identity.FileName, PlantedKind.Identifier);
        Planted("PROJECT_NAME", Identity.Hospital, PlantedKind.Text);
        Key("IMAGENUMBER_X", _plan.ImageColumns);
        Key("IMAGENUMBER_Y", _plan.ImageRows);
        Key("OBJECTIVE_MAGNIFICATION", 20);
        Key("OBJECTIVE_NAME", "Plan-Apochromat");
        Key("CAMERA_TYPE", "Hitachi_HV_F22CL");
        Key("CURRENT_SLIDE_VERSION", Traits.Version);
        Key("CameraImageDivisionsPerSide", Traits.Divisions);
        Key("SLIDE_TYPE", "SLIDE_TYPE_BRIGHTFIELD");
        Key("SLIDE_CONTENT", "DIGITAL_SLIDE");
        Key("SLIDE_CREATION_FINISHED", "True");
        var scanned = Identity.ScannedAt;
        Planted("SLIDE_CREATIONDATETIME", Date(scanned), PlantedKind.Date);
        Planted("SLIDE_UTC_CREATIONDATETIME", Date(scanned - Identity.UtcOffset), PlantedKind.Date);
        Planted("OPERATOR", Identity.User, PlantedKind.Person);
        Planted("PATIENT_NAME", Identity.PatientName, PlantedKind.Person);
        Planted("PATIENT_ID", Identity.PatientID, PlantedKind.Person);
        Planted("CASE_NUMBER", Identity.CaseNumber, PlantedKind.Identifier);
        Planted("SLIDE_COMMENT", Identity.CaseNumber is { } number ? $"urgent, see {number}" : null, PlantedKind.Text);
        Planted("STORAGE_SERVER", Identity.ServerName, PlantedKind.UnknownKey);
        if (Identity.User is { } user)
        {
            _text.Append(CultureInfo.InvariantCulture, $"# exported by {user}\r\n");
            _plan.Planted.Add("Slidedat.ini, [GENERAL]", "line without a key", $"# exported by {user}", PlantedKind.UnknownKey);
        }
    }

    private void WriteHierarchies(IReadOnlyList<MiraxLayer> layers)
    {
        Section("HIERARCHICAL");
        Key("INDEXFILE", "Index.dat");
        Key("PAGEELEMENTCOUNT", 128);
        Key("PAGELENGTH", 2048);
        Key("HIER_COUNT", 1);
        Key("NONHIER_COUNT", layers.Count);
        Key("HIER_0_NAME", "Slide zoom level");
        Key("HIER_0_COUNT", _plan.Levels);
        Key("HIER_0_SECTION", "LAYER_0_SECTION");
        for (var level = 0; level < _plan.Levels; level++)
        {
            Key(Number($"HIER_0_VAL_{level}"), Number($"ZoomLevel_{level}"));
            Key(Number($"HIER_0_VAL_{level}_SECTION"), Number($"LAYER_0_LEVEL_{level}_SECTION"));
        }

        for (var layer = 0; layer < layers.Count; layer++)
        {
            Key(Number($"NONHIER_{layer}_NAME"), layers[layer].Name);
            Key(Number($"NONHIER_{layer}_COUNT"), layers[layer].Values.Count);
            Key(Number($"NONHIER_{layer}_SECTION"), Number($"NONHIERLAYER_{layer}_SECTION"));
            for (var value = 0; value < layers[layer].Values.Count; value++)
            {
                Key(Number($"NONHIER_{layer}_VAL_{value}"), layers[layer].Values[value].Name);
                Key(Number($"NONHIER_{layer}_VAL_{value}_SECTION"), Number($"NONHIERLAYER_{layer}_LEVEL_{value}_SECTION"));
            }
        }
    }

    private void WriteLevels()
    {
        for (var level = 0; level < _plan.Levels; level++)
        {
            var scale = 1 << level;
            Section(Number($"LAYER_0_LEVEL_{level}_SECTION"));
            Key("OVERLAP_X", (double)Traits.Overlap / _plan.FirstScale / scale);
            Key("OVERLAP_Y", (double)Traits.Overlap / _plan.FirstScale / scale);
            Key("MICROMETER_PER_PIXEL_X", _plan.Options.MicrometresPerPixel * scale);
            Key("MICROMETER_PER_PIXEL_Y", _plan.Options.MicrometresPerPixel * scale);
            Key("IMAGE_FORMAT", Traits.Format);
            Key("IMAGE_FILL_COLOR_BGR", 16777215);
            Key("DIGITIZER_WIDTH", Traits.PictureWidth);
            Key("DIGITIZER_HEIGHT", Traits.PictureHeight);
            Key("IMAGE_CONCAT_FACTOR", level == 0 ? Traits.FirstConcat : 1);
            Key("IMAGE_COMPRESSION_FACTOR", 80);
        }
    }

    private void WriteLayer(int number, MiraxLayer layer)
    {
        Section(Number($"NONHIERLAYER_{number}_SECTION"));
        if (number == 0)
        {
            Key("SCANNER_HARDWARE_VERSION", "PANNORAMIC MIDI");
            Key("SCANNER_SOFTWARE_VERSION", "1,12,25,1");
            Planted("SCANNER_HARDWARE_ID", Identity.ScannerSerial, PlantedKind.Serial);
        }

        for (var value = 0; value < layer.Values.Count; value++)
        {
            Section(Number($"NONHIERLAYER_{number}_LEVEL_{value}_SECTION"));
            foreach (var (key, text) in layer.Values[value].Keys)
            {
                Key(key, text);
            }

            if (layer.Values[value].Name == MiraxLayer.Barcode)
            {
                Planted("BARCODE_VALUE", Identity.Barcode, PlantedKind.Barcode);
            }
        }
    }

    private static string? Date(DateTime? date) => date?.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Section(string name)
    {
        _section = name;
        _text.Append('[').Append(name).Append("]\r\n");
    }

    private void Key(string key, string value) => _text.Append(key).Append(" = ").Append(value).Append("\r\n");

    private void Key(string key, double value) => Key(key, value.ToString("R", CultureInfo.InvariantCulture));

    private void Planted(string key, string? value, PlantedKind kind)
    {
        if (value is not null)
        {
            Key(key, value);
            _plan.Planted.Add($"Slidedat.ini, [{_section}] {key}", key, value, kind);
        }
    }
}
