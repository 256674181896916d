/**
 * Files that people write and that are read again whenever they change: {@link
 * fairlead.yaml.YamlFile} keeps the last good state of one, {@link fairlead.yaml.YamlReader}
 * reports every place where it is not as expected. The owner of a file decides what its content
 * means.
 */
package fairlead.yaml;
