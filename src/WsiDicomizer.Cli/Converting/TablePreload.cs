using System.Security.Cryptography;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Cli.Converting;

/// <summary>Reads the large tables on another processor while the command line, profile and key are read on this one.</summary>
/// <remarks>A tenth of a second at every start; what is not ready when it is needed is simply waited for.</remarks>
internal static class TablePreload
{
    /// <summary>Starts reading; returns at once.</summary>
    public static void Start() => Task.Run(static () =>
    {
        _ = DicomDictionary.Default;
        _ = DicomUIDRegistry.Default;
        _ = ConfidentialityTable.Default;
        _ = OwnRule.All;

        // The first digest loads the system's library for it.
        _ = SHA256.HashData([]);
    });
}
