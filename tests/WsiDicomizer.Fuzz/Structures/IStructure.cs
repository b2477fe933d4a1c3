namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Finds the fields of a valid input, so that mutations can aim at them.</summary>
internal interface IStructure
{
    /// <summary>The fields, all inside the bytes; whatever cannot be followed is left out.</summary>
    IEnumerable<Field> FindFields(byte[] bytes);
}
