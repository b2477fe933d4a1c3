using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>DICOM slides of other makers, each in a folder of its own, converted once per profile that a test asks for.</summary>
public sealed class DicomSources : IDisposable
{
    internal const string Camelyon = "google-multiframe-jp2k-camelyon.dcm";
    internal const string Cmu1 = "napari-wsi-CMU-1-Small-Region";
    internal const string Annotations = "highdicom-sm_annotations.dcm";

    /// <summary>The slides: name, and whether coded frames get a new header.</summary>
    public static TheoryData<string, bool> Slides => new()
    {
        { Camelyon, true },
        { Cmu1, true },
        { "openslide-boxes_0.dcm", true },
        { "google-wsi2dcm-raw.dicom", false },
        { "highdicom-sm_image.dcm", false },
        { "highdicom-sm_image_jpegls.dcm", false },
        { "highdicom-sm_image_jpegls_nobot.dcm", false },
    };

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, ConvertedFolder> _converted = new(StringComparer.Ordinal);
    private string? _key;

    internal string Key => _key ??= Wsidicomizer.NewKey(_folder);

    /// <summary>A folder with nothing but the slide.</summary>
    internal string FolderOf(string name)
    {
        var folder = _folder["in-" + name];
        if (!Directory.Exists(folder))
        {
            CopyTo(_folder, "in-" + name, name);
        }

        return folder;
    }

    /// <summary>The slide's files in an order that names decide.</summary>
    internal string[] FilesOf(string name) => [.. Directory.EnumerateFiles(FolderOf(name)).Order(StringComparer.Ordinal)];

    /// <summary>The file with the base level.</summary>
    internal string BaseOf(string name) => FilesOf(name).MaxBy(file => new FileInfo(file).Length)!;

    internal ConvertedFolder Converted(string name, string profile)
    {
        var output = $"{profile}-{name}";
        if (!_converted.TryGetValue(output, out var converted))
        {
            converted = Convert(FolderOf(name), _folder[output], profile);
            _converted[output] = converted;
        }

        return converted;
    }

    internal ConvertedFolder Convert(string source, string output, string profile, params string[] options) =>
        ConvertedFolder.Convert(source, output, ["-p", profile, "--key-file", Key, .. options]);

    /// <summary>Puts the files of a sample into a folder.</summary>
    internal static void CopyTo(TempFolder target, string folder, string name)
    {
        var source = SharedSlides.File("dicom-wsi/" + name);
        foreach (var file in Directory.Exists(source) ? Directory.GetFiles(source) : [source])
        {
            target.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    /// <summary>What names persons, cases, places, devices and days in some files, and their UIDs, as pydicom reads them.</summary>
    internal static (string[] Values, string[] Uids) IdentityOf(params string[] files)
    {
        using var found = JsonDocument.Parse(Tools.RunScript("dicom_source.py", ["identity", .. files]));
        string[] Get(string name) => [.. found.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
        return (Get("values"), Get("uids"));
    }

    /// <summary>How many frames two instances have, and how many are the same, as bytes and as pixels.</summary>
    internal static (int Frames, int Identical, int SamePixels) Compare(string source, string result)
    {
        using var found = JsonDocument.Parse(Tools.RunScript("dicom_source.py", "compare", source, result));
        int Get(string name) => found.RootElement.GetProperty(name).GetInt32();
        return (Get("frames"), Get("identical"), Get("samePixels"));
    }

    /// <summary>The digest of all frames in order.</summary>
    internal static string Digest(string instance) => Tools.RunScript("frames_digest.py", instance);

    public void Dispose() => _folder.Dispose();
}
