/**
 * Files that people write and that are read again whenever they change: {@link
 * fairlead.yaml.YamlFile} keeps the last good state of one, {@link fairlead.yaml.YamlReader} says
 * where it is not as expected. What a file means is its owner's.
 */
package fairlead.yaml;
