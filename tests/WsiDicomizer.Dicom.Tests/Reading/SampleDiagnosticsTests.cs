using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>DICOM files of other makers: that nothing is wrong with them, and that pydicom reads the same.</summary>
public sealed class SampleDiagnosticsTests
{
    private const string Python = "/usr/bin/python3";

    public static TheoryData<string> Files => SharedFilesTests.Files;

    [SharedSlidesTheory]
    [MemberData(nameof(Files))]
    public void Open_Sample_HasNoFault(string name)
    {
        using var file = DicomFile.Open(PathOf(name));
        var pixels = file.Dataset.Contains(DicomTag.PixelData) ? DicomPixelData.Create(file.Dataset).Diagnostics : [];

        // None of these makers' files has a fault that reading tolerates, not even the one without an offset table.
        Assert.Empty(file.Diagnostics.Concat(pixels));
    }

    [SharedSlidesTheory]
    [MemberData(nameof(Files))]
    public void Open_Sample_AgreesWithPydicomOnEveryElement(string name)
    {
        if (!File.Exists(Python))
        {
            return;
        }

        using var file = DicomFile.Open(PathOf(name));
        var lines = new List<string>();
        Describe(file.Dataset, string.Empty, lines);

        Assert.Equal(RunPydicom(PathOf(name)), lines);
    }

    private static string PathOf(string name) => Path.Combine(SharedSlides.File("dicom-wsi"), name);

    private static List<string> RunPydicom(string path)
    {
        var script = Path.Combine(
            SharedSlides.RepositoryRoot, "tests", "WsiDicomizer.Dicom.Tests", "Reading", "describe_elements.py");
        using var process = Process.Start(new ProcessStartInfo(Python, [script, path])
        {
            RedirectStandardOutput = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONWARNINGS"] = "ignore", ["PYTHONUTF8"] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static void Describe(DicomDataset dataset, string path, List<string> lines)
    {
        foreach (var item in dataset)
        {
            var place = path + item.Tag;
            if (item is DicomSequence sequence)
            {
                lines.Add($"{place} SQ {sequence.Items.Count}");
                for (var index = 0; index < sequence.Items.Count; index++)
                {
                    Describe(sequence.Items[index], $"{place}[{index}].", lines);
                }
            }
            else
            {
                lines.Add($"{place} {item.ValueRepresentation} {Digest(item)}");
            }
        }
    }

    private static string Digest(DicomItem item) => item switch
    {
        DicomFragmentSequence pixels => Hash(RawDicom.Join([.. pixels.Fragments.Select(SampleImages.ReadAll)])),
        DicomBytesElement bytes => Hash(bytes.ToArray()),
        DicomAttributeTag tags => Hash(string.Join('\\', tags.Values.Select(tag => tag.Value.ToString("X8", CultureInfo.InvariantCulture)))),
        DicomFloatingPointDouble numbers => Hash(RawDicom.Join([.. numbers.Values.Select(BitConverter.GetBytes)])),
        DicomFloatingPointSingle numbers => Hash(RawDicom.Join([.. numbers.Values.Select(BitConverter.GetBytes)])),
        DicomElement element => Hash(string.Join('\\', element.GetAll<string>())),
        _ => item.ToString(),
    };

    private static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
