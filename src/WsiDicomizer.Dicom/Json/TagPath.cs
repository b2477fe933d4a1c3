using System.Globalization;
using System.Text;

namespace WsiDicomizer.Dicom.Json;

/// <summary>Where in nested data sets somebody is.</summary>
internal sealed class TagPath
{
    private readonly List<(DicomTag Tag, int Item)> _steps = [];

    /// <summary>Enters an attribute.</summary>
    public void Push(DicomTag tag) => _steps.Add((tag, -1));

    /// <summary>Says which item of the innermost attribute it is.</summary>
    /// <param name="itemIndex">0-based; -1 for the attribute itself.</param>
    public void SetItem(int itemIndex) => _steps[^1] = (_steps[^1].Tag, itemIndex);

    /// <summary>Leaves the innermost attribute.</summary>
    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>As <c>(0048,0105)[0].(0022,0015)</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (tag, item) in _steps)
        {
            text.Append(text.Length > 0 ? "." : string.Empty).Append(tag.ToString());
            if (item >= 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{item}]");
            }
        }

        return text.ToString();
    }
}
