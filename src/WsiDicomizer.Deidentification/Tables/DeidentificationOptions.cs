namespace WsiDicomizer.Deidentification.Tables;

/// <summary>Names and codes of the options.</summary>
public static class DeidentificationOptions
{
    /// <summary>The code of the basic profile in CID 7050.</summary>
    public const string BasicProfileCode = "113100";

    private static readonly (DeidentificationOption Option, string Name, string Code)[] All =
    [
        (DeidentificationOption.RetainSafePrivate, "retain-safe-private", "113111"),
        (DeidentificationOption.RetainUIDs, "retain-uids", "113110"),
        (DeidentificationOption.RetainDeviceIdentity, "retain-device-identity", "113109"),
        (DeidentificationOption.RetainInstitutionIdentity, "retain-institution-identity", "113112"),
        (DeidentificationOption.RetainPatientCharacteristics, "retain-patient-characteristics", "113108"),
        (DeidentificationOption.RetainLongitudinalFullDates, "retain-longitudinal-full-dates", "113106"),
        (DeidentificationOption.RetainLongitudinalModifiedDates, "retain-longitudinal-modified-dates", "113107"),
        (DeidentificationOption.CleanDescriptors, "clean-descriptors", "113105"),
        (DeidentificationOption.CleanStructuredContent, "clean-structured-content", "113104"),
        (DeidentificationOption.CleanGraphics, "clean-graphics", "113103"),
        (DeidentificationOption.CleanPixelData, "clean-pixel-data", "113101"),
    ];

    /// <summary>The names that profiles use, in the order of the table's columns.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(entry => entry.Name)];

    /// <summary>The name of an option in profiles.</summary>
    /// <param name="option">The option.</param>
    public static string GetName(this DeidentificationOption option) => All[(int)option].Name;

    /// <summary>The code of an option in CID 7050.</summary>
    /// <param name="option">The option.</param>
    public static string GetMethodCode(this DeidentificationOption option) => All[(int)option].Code;

    /// <summary>The option of a name.</summary>
    /// <param name="name">For example <c>clean-descriptors</c>.</param>
    /// <param name="option">The option.</param>
    public static bool TryParse(string name, out DeidentificationOption option)
    {
        foreach (var entry in All)
        {
            if (entry.Name == name)
            {
                option = entry.Option;
                return true;
            }
        }

        option = default;
        return false;
    }
}
